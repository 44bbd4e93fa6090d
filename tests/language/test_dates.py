"""Time expressions: which words tell a time, and which days they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.language import dates
from warbook.language.dates import TimeExpression, lexicon
from warbook.vocabulary import Entry, entries

PUBLISHED = date(2023, 5, 17)  # a Wednesday


def words(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(text[e.span.start : e.span.end], e.value) for e in dates.find(text, published)]


def only(text: str, published: date | None = PUBLISHED) -> TimeExpression:
    [found] = dates.find(text, published)
    return found


@pytest.mark.parametrize("rule", entries("time_rules"), ids=lambda rule: rule.id)
def test_each_rule_reads_its_example(rule: Entry) -> None:
    found = [e for e in dates.find(rule.example or "", PUBLISHED) if e.why.split(":")[0] == rule.id]
    told = [((rule.example or "")[e.span.start : e.span.end], e.value) for e in found]
    assert rule.data["make"] == "nothing" or (rule.data["found"], rule.data.get("value")) in told
    if rule.unlike:
        assert not [e for e in dates.find(rule.unlike, PUBLISHED) if e.why.split(":")[0] == rule.id]


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("It opened on 24 February 2022.", "2022-02-24", "2022-02-24", "2022-02-24"),
        ("It opened on Feb. 24th, 2022.", "2022-02-24", "2022-02-24", "2022-02-24"),
        ("It opened in early 2022.", "2022", "2022-01-01", "2022-04-30"),
        ("It opened in the winter of 1942-43.", "1942-WI", "1942-12-01", "1943-02-28"),
        ("It opened in the 4th quarter of 2021.", "2021-Q4", "2021-10-01", "2021-12-31"),
        ("It opened in the 1870s.", "187", "1870-01-01", "1879-12-31"),
        ("It opened in the 19th century.", "18", "1800-01-01", "1899-12-31"),
        ("It opened yesterday.", "2023-05-16", "2023-05-16", "2023-05-16"),
        ("It opened on Tuesday.", "2023-05-16", "2023-05-16", "2023-05-16"),
        ("It will open on Tuesday.", "2023-05-23", "2023-05-23", "2023-05-23"),
        ("It opened last month.", "2023-04", "2023-04-01", "2023-04-30"),
        ("It opened in December.", "2022-12", "2022-12-01", "2022-12-31"),
        ("It will open in December.", "2023-12", "2023-12-01", "2023-12-31"),
        ("It ran over the past two weeks.", "P2W", "2023-05-04", "2023-05-17"),
        ("It ran over this past week.", "P1W", "2023-05-11", "2023-05-17"),
        ("It ran in the second week of February 2022.", "P1W", "2022-02-08", "2022-02-14"),
        ("It ran in the last two weeks of February 2022.", "P2W", "2022-02-15", "2022-02-28"),
        ("It closed on Good Friday 2022.", "2022-04-15", "2022-04-15", "2022-04-15"),
        ("Logged at 031400ZDEC22.", "2022-12-03T14:00", "2022-12-03", "2022-12-03"),
    ],
)
def test_days_meant(text: str, value: str, start: str, end: str) -> None:
    found = only(text)
    assert (found.value, str(found.start), str(found.end)) == (value, start, end)


def test_a_story_takes_the_year_from_the_date_before() -> None:
    text = "The town was founded on 3 June 1840. In August a church was built. Two days later it burnt down."
    assert words(text, None)[:2] == [("3 June 1840", "1840-06-03"), ("August", "1840-08")]


def test_an_old_story_is_not_dated_by_its_publication() -> None:
    text = "It began in 1801. In 1803 and 1804 it grew. By 1806 it was rich. In May 1807 it fell, and in June it rose."
    assert ("June", "1807-06") in words(text)


def test_nothing_is_guessed_without_any_date() -> None:
    for text in ("It rained on Tuesday.", "Last month it rained.", "In March it rained.", "It rained on 4 May."):
        found = only(text, None)
        assert (found.start, found.end) == (None, None)


def test_a_dateline_stands_for_the_day_of_publication() -> None:
    text = "LIMA, 5 JUL 89 (Agencia) -- The road was closed yesterday, for the third time this month."
    assert words(text, None) == [("5 JUL 89", "1989-07-05"), ("yesterday", "1989-07-04"), ("this month", "1989-07")]


def test_day_and_month_that_cannot_be_told_apart_give_the_year() -> None:
    assert only("Logged on 3/12/22.").value == "2022"
    assert words("Logged on 3/12/22 and 25/12/22.")[0] == ("3/12/22", "2022-12-03")


def test_a_month_that_is_a_verb_or_a_name_is_none() -> None:
    assert words("THEY MAY COME IN MAY AND MARCH ON.") == [("MAY", "2023-05")]
    assert words("Theresa May spoke in May.") == [("May", "2023-05")]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("At 1800 on 3 May the gates closed.", "1800 on 3 May", "2023-05-03T18:00"),
        ("It lasted until 0600 yesterday.", "0600 yesterday", "2023-05-16T06:00"),
        ("It left at 2005 GMT on 12 May.", "2005 GMT on 12 May", "2023-05-12T20:05"),
        ("It left at 6 p.m. on Monday.", "6 p.m. on Monday", "2023-05-15T18:00"),
    ],
)
def test_hours_of_four_figures_are_no_years(text: str, found: str, value: str) -> None:
    assert words(text) == [(found, value)]


def test_a_rate_is_no_length() -> None:
    assert only("The mill grinds 500 sacks a day.").kind == "set"
    assert only("The mill stood still for a day.").kind == "duration"


def test_each_day_of_a_list_is_read() -> None:
    days = ["2021-05-05", "2021-05-06", "2021-05-07"]
    assert [value for _, value in words("It rained on 5, 6 and 7 May 2021.")] == days
    assert [value for _, value in words("It rained on May 5, 6 and 7, 2021.")] == days


def test_a_fiscal_year_has_a_name_but_no_days() -> None:
    found = only("The debt fell in FY2021.")
    assert (found.value, found.start, found.end) == ("2021", None, None)


def test_relation_is_the_preposition() -> None:
    assert only("He has lived there since March 2020.").relation == "since"
    assert only("It had grown by the end of March 2020.").relation == "by"
    assert only("As of 3 March 2020 it stood.").relation == "as of"


@pytest.mark.parametrize("text", ["", "9" * 400, "30 February 2023", "31/31/2022", "25:99", "1" * 5000, "99th century"])
def test_odd_text_neither_breaks_nor_gives_days(text: str) -> None:
    assert all(found.start is None for found in dates.find(text, PUBLISHED))


WORDS = sorted({word for group in lexicon.classes().values() for word in group})
ODD = [*"0123456789 .,:/-–'’\n", "May ", "Monday ", "of ", "the ", "last ", "year ", "days ", "BC ", "1942", "İ"]


@given(st.lists(st.sampled_from(ODD)).map("".join) | st.lists(st.sampled_from([*WORDS, *ODD])).map(" ".join))
def test_any_text_gives_spans_in_order(text: str) -> None:
    end = 0
    for found in dates.find(text, PUBLISHED):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
        if found.start and found.end:
            assert found.start <= found.end


PIECES = [
    "in 1942",
    "since the winter of 1942–43",
    "on the night of 12-13 May",
    "on 3 May 2021",
    "in the spring of 2014",
    "two days later",
    "last month",
    "from 3 to 5 May 2021",
    "at 6:30 a.m. on Monday",
    "the end of the year",
]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    st.sampled_from(["\n", "  ", " \n ", "\u00a0", "\r\n", "\u2009"]),
)
def test_other_spaces_give_the_same_days(pieces: list[str], space: str) -> None:
    text = "It rained " + " and it rained ".join(pieces) + "."
    other = text.replace(" ", space)
    plain = [
        (" ".join(text[e.span.start : e.span.end].split()), e.value, e.start, e.end, e.relation)
        for e in dates.find(text, PUBLISHED)
    ]
    assert plain == [
        (" ".join(other[e.span.start : e.span.end].split()), e.value, e.start, e.end, e.relation)
        for e in dates.find(other, PUBLISHED)
    ]


@pytest.mark.parametrize(("mark", "others"), [("-", "–‑−—"), ("'", "’")])
def test_other_dashes_and_quotes_give_the_same_days(mark: str, others: str) -> None:
    text = "In mid-May 2021, on 3-5 May, in the winter of 1942-43, on New Year's Eve and at the year's end it snowed."
    plain = [(e.span, e.value) for e in dates.find(text, PUBLISHED)]
    for other in others:
        assert [(e.span, e.value) for e in dates.find(text.replace(mark, other), PUBLISHED)] == plain


def test_a_long_text_gives_all_that_its_pages_give() -> None:
    page = "On 3 May 2021 it rained. Two days later it snowed, and in June the sun came out.\n\n"
    assert len(dates.find(page * 200)) == 200 * len(dates.find(page))


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("It began on 6 April 1918. On the 22nd it was blown up.", None, "1918-04-22"),
        ("It began on 6 April 1918. By the ninth, all was lost.", None, "1918-04-09"),
        ("Sixty men changed sides on the 29th.", date(2010, 8, 7), "2010-07-29"),
        (
            "Lorries cleared in December waited. Three drivers were shot on the 9th; one died.",
            date(2024, 2, 20),
            "2024-02-09",
        ),
        ("Sixty men will leave on the 29th.", date(2010, 8, 7), "2010-08-29"),
    ],
)
def test_a_day_of_the_month_stands_in_the_month_that_is_spoken_of(text: str, published: date | None, day: str) -> None:
    assert str(dates.find(text, published)[-1].start) == day


@pytest.mark.parametrize(
    "text", ["He led the 9th Regiment.", "They lay on the second floor.", "It went to the 27th brigade."]
)
def test_an_ordinal_before_a_noun_is_no_day(text: str) -> None:
    assert dates.find(text, date(2024, 2, 20)) == []


def test_next_morning_in_a_memoir_is_the_day_after_the_one_told() -> None:
    text = "In April 1984 we flew in. On the thirtieth we marched. Next morning the helicopters came. In May it rained."
    found = {text[t.span.start : t.span.end]: t.start for t in dates.find(text, date(2009, 5, 9))}
    assert found["Next morning"] == date(1984, 5, 1)
    assert found["May"] == date(1984, 5, 1)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("The grain will be landed on Saturday.", date(2021, 4, 7), date(2021, 4, 10)),
        ("The grain is to be landed on Saturday.", date(2021, 4, 7), date(2021, 4, 10)),
        ("The grain was to hand and landed on Saturday.", date(2021, 4, 7), date(2021, 4, 3)),
        ("On Monday I could report that it was gone.", date(1971, 12, 10), date(1971, 12, 6)),
        ("He could not be located Wednesday.", date(2000, 1, 6), date(2000, 1, 5)),
        ("On 28 October a shell killed a cow.", date(2021, 9, 27), date(2020, 10, 28)),
    ],
)
def test_the_verb_tells_whether_a_day_lies_ahead(text: str, published: date, day: date) -> None:
    assert [time.start for time in dates.find(text, published) if time.start] == [day]


@pytest.mark.parametrize(
    ("text", "published", "start", "end"),
    [
        ("Between January and November 107 died.", date(2025, 12, 18), date(2025, 1, 1), date(2025, 11, 30)),
        ("Cases, January to November: 107.", date(2025, 12, 18), date(2025, 1, 1), date(2025, 11, 30)),
        ("Cases from December to March: 107.", date(2025, 1, 15), date(2024, 12, 1), date(2025, 3, 31)),
    ],
)
def test_a_stretch_of_months_does_not_begin_after_its_end(text: str, published: date, start: date, end: date) -> None:
    first, last = dates.find(text, published)
    assert (first.start, last.end) == (start, end)


def test_that_year_is_the_one_named_last() -> None:
    text = "In March 1982 we left. By the end of 1985 we were back. That year it rained. On 17 October 1987 it stopped."
    assert [time.start for time in dates.find(text) if time.span.start == text.index("That")] == [date(1985, 1, 1)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("It was sold in two thousand and six.", [date(2006, 1, 1)]),
        ("Two thousand of them came.", []),
        ("It lost two thousand and six goats.", []),
    ],
)
def test_a_number_in_words_is_a_year_behind_a_word_that_leads_to_one(text: str, years: list[date]) -> None:
    assert [time.start for time in dates.find(text)] == years


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("The king came on 12. VIII. 1759.", None, date(1759, 8, 12)),
        ("The king came on 3.IX.1939.", None, date(1939, 9, 3)),
        ("2015-07-8 A barn burned.", None, date(2015, 7, 8)),
        ("Log 220730FEB66.", None, date(1966, 2, 22)),
        ("He left on the 5th instant.", date(1979, 3, 7), date(1979, 3, 5)),
        ("He left on the 28th ult.", date(1979, 3, 7), date(1979, 2, 28)),
        ("It rained on 31 December. He left on the 19th.", date(1995, 1, 20), date(1995, 1, 19)),
        ("Snow on 13 February. It was the work of Tuesday the 10th.", date(1846, 4, 1), date(1846, 2, 10)),
        ("It rained on 31 December. He left on the 28th.", date(1995, 1, 20), date(1994, 12, 28)),
    ],
)
def test_old_and_foreign_ways_to_write_a_day(text: str, published: date | None, day: date) -> None:
    assert dates.find(text, published)[-1].start == day


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("From 3 May 2021 onwards it rained.", "since"),
        ("It rained from 3 May 2021 on.", "since"),
        ("It rained from 3 May 2021 on the hills.", "from"),
        ("The flood (2014-present) goes on.", "since"),
    ],
)
def test_from_a_day_onwards_is_since_then(text: str, relation: str) -> None:
    assert dates.find(text)[0].relation == relation


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In the week to Wednesday it rained.", date(2025, 10, 30), date(2025, 11, 5)),
        ("In the five weeks to 5 October it rained.", date(2025, 9, 1), date(2025, 10, 5)),
        ("In the week closed on Sunday it rained.", date(2025, 10, 27), date(2025, 11, 2)),
        ("Fifty years ago today it rained.", date(1975, 11, 6), date(1975, 11, 6)),
        ("In the year to date it has rained.", date(2025, 1, 1), date(2025, 11, 6)),
        ("In the 48 hours to Wednesday morning it rained.", date(2025, 11, 4), date(2025, 11, 5)),
    ],
)
def test_a_length_up_to_a_day_ends_there(text: str, start: date, end: date) -> None:
    (found,) = dates.find(text, date(2025, 11, 6))
    assert (found.start, found.end) == (start, end)


def test_that_month_is_the_month_of_the_day_spoken_of_though_a_year_was_named_since() -> None:
    text = "They fought on 12 August 2008. He said last year that it rained. By the end of that month all had gone."
    assert dates.find(text, date(2009, 8, 7))[-1].end == date(2008, 8, 31)


def test_after_an_anniversary_days_are_of_its_year() -> None:
    text = "Fifty years ago today the shelling began. On 18 November a company held a pass."
    assert dates.find(text, date(2012, 10, 20))[-1].start == date(1962, 11, 18)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("On 1 October the river rose. By the end of the month five dams were broken.", date(2024, 10, 31)),
        ("On 1 October the river rose. By the end of the month five dams will be broken.", date(2024, 12, 31)),
    ],
)
def test_the_end_of_the_month_is_of_the_month_spoken_of_where_the_words_look_back(text: str, end: date) -> None:
    assert dates.find(text, date(2024, 12, 3))[-1].end == end


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On May 3, 12 bridges fell.", [date(2023, 5, 3)]),
        ("Between May 3 and May 4, 7 bridges fell.", [date(2023, 5, 3), date(2023, 5, 4)]),
        ("On May 3, 4 and 5 bridges fell.", [date(2023, 5, 3), date(2023, 5, 4), date(2023, 5, 5)]),
        ("On May 3, 4, 2023, bridges fell.", [date(2023, 5, 3), date(2023, 5, 4)]),
        ("2023 May 3\n\nBridges fell.", [date(2023, 5, 3)]),
    ],
)
def test_a_count_behind_a_day_is_no_second_day(text: str, days: list[date]) -> None:
    assert [found.start for found in dates.find(text, PUBLISHED)] == days


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In the first half of May 2022 it rained.", date(2022, 5, 1), date(2022, 5, 15)),
        ("In the second half of last month it rained.", date(2023, 4, 16), date(2023, 4, 30)),
        ("For the first half of the month it rained.", date(2023, 5, 1), date(2023, 5, 15)),
        ("In the first half of the year it rained.", date(2023, 1, 1), date(2023, 6, 30)),
        ("In early May 2022 it rained.", date(2022, 5, 1), date(2022, 5, 10)),
    ],
)
def test_half_a_month_is_half_of_its_days(text: str, start: date, end: date) -> None:
    found = only(text)
    assert (found.start, found.end) == (start, end)


def test_what_began_long_ago_is_not_what_that_month_speaks_of() -> None:
    text = "It rained in October, more than in any month since June, 1948. In that month all was wet."
    assert dates.find(text, date(1951, 11, 15))[-1].start == date(1951, 10, 1)
