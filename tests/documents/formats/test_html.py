"""A page: all its visible words are the text, the report in it is labelled."""

from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.documents import kind_at, read, readable
from warbook.model import Document

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Bridge falls | River Gazette</title>
<meta property="og:site_name" content="River Gazette"><meta property="article:published_time" content="2023-05-04T10:12:00Z">
<link rel="canonical" href="https://example.org/bridge"><style>p{}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/war">War</a></li></ul></nav>
<div class="cookie-banner">We use cookies to improve your experience.</div>
<article><h1>Bridge falls after nine hours</h1><div class="byline">By Marta Koval</div>
<p>The bridge over the river fell on Monday night after nine hours of shelling, and <b>14 people</b> were pulled dead from the water.</p>
<p>The administration said that another 30 people were missing, most of them from the mill on the eastern bank of the river.</p>
<figure><img src="x.jpg"><figcaption>The bridge in 1961</figcaption></figure>
<p>“We counted 90 shells,” said Ivan Petrenko, a gunner who had watched from the tower, before the line went dead.</p>
<p>Already a subscriber? Log in to keep reading.</p></article>
<div class="related"><h3>Related</h3><a href="/x">Five killed at market</a></div>
<footer>© 2023 River Gazette</footer><script>var killed = 7;</script></body></html>"""


def page(markup: str) -> Document:
    (report,) = read(markup.encode(), "page.txt")
    assert isinstance(report, Document)
    return report


def test_a_page_is_read_for_its_report_only() -> None:
    report = page(PAGE)
    view = readable(report)
    assert "14 people" in view
    assert "90 shells" in view
    for other in ("Home", "cookies", "subscriber", "Five killed", "2023 River", "Koval"):
        assert other in report.text
        assert other not in view
    assert "var killed" not in report.text


def test_the_page_says_where_it_comes_from() -> None:
    report = page(PAGE)
    assert (report.outlet, report.url, report.lang, report.authors) == (
        "River Gazette",
        "https://example.org/bridge",
        "en",
        ("Marta Koval",),
    )
    assert report.published is not None
    assert (str(report.published.day), report.published.found_in) == ("2023-05-04", "metadata")


def test_a_post_that_only_asks_for_opinions_is_a_report_and_a_paywall_is_none() -> None:
    call = "We want to hear from you: tell us in the comments below what you make of the 14 boats that were lost."
    wall = "You have read 3 free articles this month. Subscribe for 4 euros a week to keep reading this article."
    frame = "<html><head><title>Open thread</title></head><body><article><h1>Open thread</h1><p>{}</p></article></body></html>"
    assert "14 boats" in readable(page(frame.format(f"{call} {call.replace('14', '15')}")))
    assert "4 euros" not in readable(page(frame.format(f"{wall} {wall.replace('4', '5')}")))


def test_what_is_not_the_report_is_labelled() -> None:
    report = page(PAGE)
    found = {
        word: kind_at(report, report.text.index(word))
        for word in ("War", "We use", "Already", "Five killed", "© 2023", "Bridge falls", "14 people")
    }
    assert found == {
        "War": "links", "We use": "cookie", "Already": "paywall", "Five killed": "links", "© 2023": "boilerplate", "Bridge falls": "title", "14 people": "body",
    }  # fmt: skip


def test_a_declared_encoding_is_used() -> None:
    markup = '<html><head><meta charset="windows-1251"></head><body><p>Погибли 14 человек, сообщили в администрации города.</p></body></html>'
    (report,) = read(markup.encode("cp1251"), "p.html")
    assert isinstance(report, Document)
    assert "Погибли 14 человек" in report.text


def test_deep_nesting_neither_hangs_nor_crashes() -> None:
    for tag in ("div", "b", "blockquote", "li"):
        items = list(read(("<html><body>" + f"<{tag}>" * 100_000 + "Four men died.").encode(), "deep.html"))
        assert len(items) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=nav>",
                "</div>",
                "<b>",
                "</table>",
                "<td>",
                "five men died",
                "&amp;",
                "<!--",
                "]]>",
                "<br>",
                "<li>",
            ]
        ),
        max_size=30,
    )
)
def test_no_markup_breaks_it(parts: list[str]) -> None:
    for item in read(("<html><body>" + "".join(parts)).encode(), "p.html"):
        if isinstance(item, Document):
            assert len(readable(item)) == len(item.text)


def test_linked_data_says_who_and_when() -> None:
    data = '{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "Bridge falls", "datePublished": "2023-05-04T10:00:00+02:00", "author": [{"name": "Marta Koval"}, {"name": "Omar Said"}], "publisher": {"name": "River Gazette"}, "dateline": "RIVNE"}]}'
    markup = f'<html><head><script type="application/ld+json">{data}</script><script type="application/ld+json">{{broken</script></head><body><p>Fourteen men died.</p></body></html>'
    report = page(markup)
    assert (report.title, report.authors, report.outlet, report.place) == (
        "Bridge falls",
        ("Marta Koval", "Omar Said"),
        "River Gazette",
        "RIVNE",
    )
    assert report.published is not None
    assert str(report.published.day) == "2023-05-04"


def test_the_address_gives_a_date_where_nothing_else_does() -> None:
    report = page(
        '<html><head><link rel="canonical" href="https://example.org/2023/05/04/bridge"></head><body><p>Fourteen men died.</p></body></html>'
    )
    assert report.published is not None
    assert (str(report.published.day), report.published.found_in) == ("2023-05-04", "url")


def test_the_raised_number_of_a_note_is_no_part_of_a_number_or_a_word() -> None:
    body = (
        '<p>At Keth 14<sup>2</sup> soldiers were killed<sup><a href="#n3"> 3 </a></sup> on an area of 30 km<sup>2</sup>.'
        "<sup>12</sup> The 3<sup>rd</sup> brigade fought there, the army of the region said on Friday.</p>"
    )
    report = page(f"<html><body><h1>Fourteen killed</h1>{body}{body}</body></html>")
    assert "14² soldiers were killed³ on an area of 30 km².¹² The 3rd brigade" in report.text
    assert "14² soldiers were killed  on an area of 30 km².   The 3rd brigade" in readable(report)


BODY = "<p>The ferry sank on Friday after a shell hit the engine room, and 23 passengers drowned, the harbour office said.</p>"


def test_names_in_metadata_are_persons_and_the_title_is_told_without_the_outlet() -> None:
    head = (
        "<title>Ferry sinks off Keth | Herald</title><meta name='author' content='By Ada Lorn, Bo Maas and Cleo Ray'>"
    )
    report = page(f"<html><head>{head}</head><body><h1>Ferry sinks off Keth</h1>{BODY * 3}</body></html>")
    assert report.title == "Ferry sinks off Keth"
    assert report.authors == ("Ada Lorn", "Bo Maas", "Cleo Ray")
    report = page("<html><head><meta name='author' content='Lorn, Ada'></head><body>" + BODY * 3 + "</body></html>")
    assert report.authors == ("Lorn, Ada",)


def test_the_moment_of_a_change_is_not_the_day_of_publication() -> None:
    times = (
        "<time class='entry-date updated' datetime='2024-11-06'>6 November</time>"
        "<time datetime='2024-11-05'>Updated 5 November 2024</time><time datetime='2024-11-02'>2 November 2024</time>"
    )
    report = page(f"<html><head><title>T</title></head><body><h1>Ferry sinks</h1>{times}{BODY * 3}</body></html>")
    assert report.published is not None
    assert str(report.published.day) == "2024-11-02"


def test_the_lines_and_lists_of_a_tables_cell_stay_in_their_row() -> None:
    row = "<tr><td>1,200 men<br>14 boats</td><td><ul><li>2,000 men</li><li>30 boats</li></ul></td></tr>"
    table = f"<table><tr><th>Arland</th><th>Borland</th></tr>{row}</table>"
    said = (
        "The two armies met below the mill of Keth on 3 May 2031, and neither of them could take the bridge that day. "
    )
    (report,) = read(f"<article><h1>Keth</h1><p>{said * 2}</p>{table}<p>{said * 2}</p></article>".encode(), "keth.html")
    assert isinstance(report, Document)
    assert "Arland | Borland\n1,200 men; 14 boats | 2,000 men; 30 boats\n" in report.text


def test_the_paragraphs_of_a_layouts_cell_stay_apart() -> None:
    said = (
        "The two armies met below the mill of Keth on 3 May 2031, and neither of them could take the bridge that day. "
    )
    page = f"<table><tr><td>Menu</td><td><p>{said * 3}</p><p>{said * 2}</p></td></tr></table>"
    (report,) = read(page.encode(), "keth.html")
    assert isinstance(report, Document)
    assert f"{(said * 3).strip()}\n{(said * 2).strip()}" in report.text
