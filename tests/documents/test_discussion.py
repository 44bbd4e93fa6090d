"""What readers wrote below a report is not read; reports that only look like a page with comments are."""

import pytest
from documents import gallery
from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.documents import discussion_lines, kind_at, read, readable
from warbook.extraction import extract
from warbook.model import Document
from warbook.vocabulary import Entry, entries

REPORT = """Bridge at Rivne falls

By Marta Koval

4 May 2023

The bridge over the river at Rivne fell on Monday after nine hours of shelling, and 14 people were killed.

The garrison lost 6 boats and 2 guns in the night, according to its commander.
"""
ONE, OTHER = "They lost 400 tanks there, not 2.", "Rubbish. 7,000 soldiers were killed, my cousin said."
COMMENTS = {
    "heading, name, time and reply": f"Comments (12)\n\nLeave a comment\n\nuser123 3 hours ago · Reply\n\n{ONE}\n\nolena_k 2 hours ago · Reply\n\n{OTHER}",
    "no heading": f"user123 3 hours ago · Reply\n{ONE}\nolena_k 2 hours ago · Reply\n{OTHER}",
    "bars and arrows": f"12 Comments\n\nSort by Best\n\nuser123 • 3 hours ago\n\n{ONE}\n\n3 △ ▽ • Reply • Share ›\n\nolena • 2 hours ago\n\n{OTHER}",
    "a blog's": f"3 Responses to “Bridge at Rivne falls”\n\nJohn Smith says:\n\nMay 4, 2023 at 10:12 am\n\n{ONE}\n\nReply\n\nOlena says:\n\nMay 4, 2023 at 11:12 am\n\n{OTHER}\n\nReply",
    "a blog's without heading": f"John Smith says:\nMay 4, 2023 at 10:12 am\n{ONE}\nReply\nOlena says:\nMay 4, 2023 at 11:12 am\n{OTHER}\nReply",
    "below a video": f"@user123\n2 days ago\n{ONE}\n12\nReply\n3 replies\n@olena\n1 day ago\n{OTHER}\nReply",
    "name above, time below": f"Ivan Petrenko\n{ONE}\nLike · Reply · 3h\nOlena K\n{OTHER}\nLike · Reply · 2h · Edited",
    "votes": f"u/user123\n•\n3h ago\n{ONE}\n\nUpvote\n12\nDownvote\nReply\nShare\n\nolena\n•\n2h ago\n{OTHER}\nReply",
    "date and clock": f"Comments (24)\n\nuser123\n4 May 2023 10:12\n{ONE}\nRecommend 14\nReply\nReport\n\nolena\n4 May 2023 11:12\n{OTHER}",
    "towns": f"Comments 3\nShare what you think\nNewest\nOldest\nivan, Kyiv, Ukraine, 3 hours ago\n{ONE}\nClick to rate\n12\n3\nolena, Lviv, Ukraine, 4 hours ago\n{OTHER}",
    "a count and nothing else": f"Comments (2)\n\n{ONE}\n\n{OTHER}",
    "a count and names": f"2 comments\n\nIvan: {ONE}\n\nOlena: {OTHER}",
    "small letters": f"user123 3 hours ago | next [–]\n\n{ONE}\n\nreply\n\nolena 2 hours ago | prev [–]\n\n{OTHER}\n\nreply",
    "links in a row": f"[–]user123 14 points 3 hours ago\n\n{ONE}\n\npermalink embed save parent report reply\n\n[–]olena 3 points 2 hours ago\n\n{OTHER}\n\npermalink save report reply",
    "a sure heading": f"Reader comments\n\nIvan, Kyiv\n\n{ONE}\n\nOlena, Lviv\n\n{OTHER}",
    "a form to log in": f"Comments\n\nLog in to comment\n\nivan77 · May 4, 2023 10:12\n\n{ONE}\n\nolena · May 4, 2023 10:15\n\n{OTHER}",
    "a heading of thoughts, names above": f"2 thoughts on “Bridge at Rivne falls”\n\nIvan\nMay 4, 2023 at 2:05 pm\n{ONE}\n\nOlena\nMay 4, 2023 at 2:31 pm\n{OTHER}\n\nLeave a Reply",
    "nicknames": f"Comments\n\nriver_rat: {ONE}\n\nolena77: {OTHER}",
    "names with a dash": f"Readers' comments (2)\n{ONE}\n- Ivan, Kyiv\n{OTHER}\n- Olena, Lviv",
    "wrote on": f"Comments\n\nivan77 wrote on 4 May 2023 at 10:12:\n{ONE}\n\nolena wrote on 4 May 2023 at 11:12:\n{OTHER}",
    "no capitals": f"Comments (3)\n\n{ONE}\n\n{OTHER}\n\nlol where did you get that from",
    "opinions with a time only": f"READERS' OPINIONS\n\nivan77, 14:05\n{ONE}\n\nolena, 14:31\n{OTHER}",
    "commented on a day": f"2 comments\n\nivan-77 commented on May 4, 2023\n\n{ONE}\n\nolena commented on May 4, 2023\n\n{OTHER}",
    "says without a time": f"Comments\n\nivan77 says:\n\n{ONE}\n\nolena says:\n\n{OTHER}",
    "several paragraphs": f"Comments (1)\n\nuser123 · 3 hours ago\n\n{ONE}\n\n{OTHER} And it went on for nine days, as everybody who lives here knows very well by now, whatever the papers write about it.\n\nReply",
}  # fmt: skip


WORDS = discussion_lines.words_of("en")


@pytest.mark.parametrize("entry", entries("discussion"), ids=lambda entry: entry.id)
def test_the_example_of_each_entry_is_such_a_line_and_its_look_alike_is_not(entry: Entry) -> None:
    def is_one(said: str) -> bool:
        if entry.id == "voice":
            return discussion_lines.is_voiced(said, WORDS)
        return discussion_lines.line(said, WORDS, "en").is_mark or discussion_lines.head(said, WORDS) is not None

    assert is_one(entry.example or "")
    assert not is_one(entry.unlike or "")


def draft(text: str, name: str = "r.txt") -> Document:
    (report,) = read(text.encode(), name)
    assert isinstance(report, Document)
    return report


@pytest.mark.parametrize("comments", COMMENTS.values(), ids=COMMENTS)
def test_what_readers_wrote_is_labelled_and_the_report_is_read(comments: str) -> None:
    report = draft(f"{REPORT}\n{comments}\n")
    view = readable(report)
    assert "400" not in view
    assert "7,000" not in view
    assert "14 people" in view
    assert "2 guns in the night, according to its commander." in view
    assert kind_at(report, report.text.index("400 tanks")) == "comments"
    assert (report.authors, str(report.published and report.published.day)) == (("Marta Koval",), "2023-05-04")


@pytest.mark.parametrize("comments", COMMENTS.values(), ids=COMMENTS)
def test_the_same_in_a_page_whose_tags_say_nothing(comments: str) -> None:
    lines = [line for line in f"{REPORT}\n{comments}".splitlines() if line]
    body = "".join(f"<p>{line.replace('<', '&lt;')}</p>" for line in lines[1:])
    view = readable(draft(f"<html><body><h1>{lines[0]}</h1>{body}</body></html>", "p.html"))
    assert "400" not in view
    assert "7,000" not in view
    assert "14 people" in view
    assert "2 guns" in view


IN_MARKDOWN = {
    "nothing blank": f"## Comments (2)\n**ivan77** 2 hours ago\n{ONE}\nReply\n**olena** 1 hour ago\n{OTHER}\nReply",
    "nothing blank and no heading": f"ivan77 2 hours ago · Reply\n{ONE}\nolena 1 hour ago · Reply\n{OTHER}",
    "a list": f"### 2 Comments\n\n* ivan77\n  2 hours ago\n  {ONE}\n  [Reply](https://k.example/1)\n* olena\n  1 hour ago\n  {OTHER}\n  [Reply](https://k.example/2)",
    "a list by a blog": f"### 2 thoughts on “Bridge at Rivne falls”\n1. **Ivan K** says:\n   [May 4, 2023 at 2:05 pm](https://k.example/1)\n   {ONE}\n   [Reply](https://k.example/r1)\n2. **Olena** says:\n   [May 4, 2023 at 2:31 pm](https://k.example/2)\n   {OTHER}\n   [Reply](https://k.example/r2)",
    "quotations": f"## Comments\n\n> **ivan77** wrote on 4 May 2023 at 14:05:\n> {ONE}\n\n> **olena** wrote on 4 May 2023 at 14:31:\n> {OTHER}",
    "names and colons": f"## Comments\nivan77: {ONE}\nolena_k: {OTHER}",
    "hard breaks": f"#### Comments\n\n**ivan77**  \n*4 May 2023, 14:05*  \n{ONE}\n\n**olena**  \n*4 May 2023, 14:31*  \n{OTHER}",
    "names alone": f"***\n### Comments\nivan77\n{ONE}\n***\nolena\n{OTHER}",
    "says, and what is quoted": f"## Comments\n\n**ivan77** says:\n\n> {ONE}\n\n**olena** says:\n\n> {OTHER}",
    "links": f"2 Comments\n==========\n\n[ivan77](https://k.example/u) [2 hours ago](https://k.example/1)\n{ONE}\n[Reply](https://k.example/r) [Share](https://k.example/s)\n\n[olena](https://k.example/v) [1 hour ago](https://k.example/2)\n{OTHER}\n[Reply](https://k.example/r) [Share](https://k.example/s)",
}  # fmt: skip


@pytest.mark.parametrize("comments", [*IN_MARKDOWN.values(), *COMMENTS.values()], ids=[*IN_MARKDOWN, *COMMENTS])
def test_the_same_in_markdown_where_no_line_is_blank(comments: str) -> None:
    text = f"# {REPORT}\n**Rivne** is a [town](https://k.example/rivne).\n\n" + comments.replace("\n\n", "\n")
    report = draft(text, "r.md")
    assert report.media == "text/markdown"
    view = readable(report)
    assert "400" not in view
    assert "7,000" not in view
    assert "14 people" in view
    assert "2 guns in the night, according to its commander." in view
    assert "is a" in view


def test_a_paragraph_of_several_lines_stays_one_where_no_comments_are() -> None:
    words = "The garrison of Rivne\nlost 400 boats in\nthe night, and the minister gave no\ncomment: 7,000 shells fell."
    plain, commented = (draft(f"# {REPORT}\n**{words}**\n{more}", "r.md") for more in ("", "\n## No comments (0)\n"))
    for report in (plain, commented):
        start = report.text.index("The garrison of Rivne\n")
        assert any(s.span.start == start and report.text[start : s.span.end].endswith("fell.") for s in report.segments)


LOOK_ALIKES = {
    "the word": "Comments of the two sides differ: Kyiv speaks of 400 dead, Moscow of 7,000.",
    "in comments to reporters": "In comments to reporters 3 hours ago, the governor spoke of 400 dead and 7,000 wounded.",
    "no comment": "The ministry had no comment.\n\nIts reply came 3 hours later: 400 men were dead, 7,000 wounded.",
    "a heading of a report": "Comments\n\nThe ministry commented that 400 men had been killed.\n\nThe staff put the wounded at 7,000.",
    "a heading that begins so": "Comments on the figures\n\nOf the 400 tanks, the staff said, 12 were old.\n\nThe 7,000 wounded are not all soldiers.",
    "questions and answers": "Q: How many died?\n\nA: We count 400 dead.\n\nQ: And wounded?\n\nA: Some 7,000, as of yesterday.",
    "questions in a parliament": "Question\n\n4 May 2023\n\nHow many men were killed?\n\nReply\n\nThe minister counts 400 dead.\n\nQuestion\n\n5 May 2023\n\nHow many were wounded?\n\nReply\n\nThe minister counts 7,000 wounded.",
    "an interview": "Marta Koval: How many men did you lose?\n\nIvan Petrenko: We lost 400 men in an hour.\n\nMarta Koval: And the wounded?\n\nIvan Petrenko: There were 7,000 of them.",
    "a transcript": "Marta Koval says:\n\nHow many men did you lose?\n\nIvan Petrenko says:\n\nWe lost 400 men, and 7,000 were wounded.",
    "a live blog": "3 hours ago\n\nThe governor says that 400 men were killed at the mill.\n\nShare\n\n2 hours ago\n\nThe hospital has taken in 7,000 wounded.\n\nShare",
    "a chronology": "4 May 2023\n\nAt the mill 400 men were killed.\n\n5 May 2023\n\nThe wounded, 7,000 of them, were carried over the river.",
    "days with clocks": "4 May 2023, 10:12\n\nAt the mill 400 men were killed.\n\n5 May 2023, 11:30\n\nThe wounded, 7,000 of them, were carried over the river.",
    "a reply of somebody": "Reply of the ministry, 4 May 2023\n\nIn the raid 400 men were killed and 7,000 were wounded.",
    "letters": "On 4 May 2023 at 10:12, Ivan Petrenko wrote:\n\nWe lost 400 men.\n\nOn 5 May 2023 at 09:30, Marta Koval wrote:\n\nThe hospital counts 7,000 wounded.",
    "responses of a survey": "Responses\n\nOf those asked, 400 had lost a brother, and 7,000 a house.",
    "discussion of a paper": "Discussion\n\nOur estimate of 400 dead is lower than the 7,000 of the ministry.",
    "a mail's header": "From: Ivan\n\nSent: 4 May 2023 10:12\n\nReply\n\nWe lost 400 men.\n\nFrom: Olena\n\nSent: 4 May 2023 11:12\n\nReply\n\nThe wounded are 7,000.",
    "posts that are quoted": "Ministry of Defence @mod · 4 May 2023\n\nWe destroyed 400 tanks.\n\n12 replies 340 likes\n\nThe staff speaks of 7,000 shells.",
    "an interview with times": "Marta Koval, 10:12\n\nHow many men did you lose?\n\nIvan Petrenko, 10:13\n\nWe lost 400, and 7,000 were hurt.",
    "a count of readers' comments in between": "12 comments\n\nThe toll rose to 400, the governor said. Hospitals hold 7,000 wounded.",
    "updates": "Updated 3 hours ago\n\nThe toll rose to 400.\n\nUpdated 2 hours ago\n\nThe hospitals hold 7,000 wounded.",
    "a heading with a count, above its own paragraphs": "Comments (2)\n\nAt the mill 400 men were killed, the priest said.\n\nThe hospital has taken in 7,000 wounded since January.",
    "a heading with a count, and what is quoted": "Comments (2)\n\nAn officer said: “I think that 400 men were killed, and you know my name.”\n\nThe hospital has taken in 7,000 wounded since January.",
    "comments of offices": "Comments\n\nMinistry of Defence: At the mill 400 men were killed.\n\nHospital of Rivne: We took in 7,000 wounded.",
    "comments of offices with headings": "Comments\n\nMinistry of Defence\n\nAt the mill 400 men were killed.\n\nHospital of Rivne\n\nThe wards took in 7,000 wounded.",
    "comments of witnesses": "Comments from witnesses\n\nIvan, 34, a teacher: At the mill 400 men were killed.\n\nOlena, 51, a nurse: I counted 7,000 wounded.",
    "a chat that is quoted": "Ivan Petrenko wrote on 4 May 2023 at 10:12:\nAt the mill 400 men were killed.\n\nOlena Koval wrote on 4 May 2023 at 10:14:\nThe wards took in 7,000.",
    "posts of offices": "Keth Guard\n4 May 2023 14:05\nAt the mill 400 men were killed.\n1.2K views\n\nHospital\n4 May 2023 14:31\nThe wards took in 7,000.\n3K views",
    "what the sides say": "Ministry of Defence said:\n\nWe destroyed 400 tanks and killed 7,000 soldiers.",
}  # fmt: skip


@pytest.mark.parametrize("words", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_reports_that_look_like_it_are_read(words: str) -> None:
    view = readable(draft(f"{REPORT}\n{words}\n\nThe bridge will be built again, the governor said on Tuesday.\n"))
    assert "400" in view
    assert "7,000" in view
    assert "built again" in view


@pytest.mark.parametrize("words", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_they_are_read_in_markdown_too(words: str) -> None:
    head, gap, rest = words.partition("\n\n")
    marked = f"## {head}\n\n{rest}" if gap and len(head) < 60 and ":" not in head else words
    view = readable(draft(f"# {REPORT}\n**Rivne** is a [town](https://k.example/rivne).\n\n{marked}\n", "r.md"))
    assert "400" in view
    assert "7,000" in view


BODY = (
    "The bridge over the river at Rivne fell on Monday after nine hours of shelling, and 400 people were killed. " * 4
)


def test_a_count_above_the_report_hides_nothing_of_it() -> None:
    above = "Bridge falls\n\nIt stood for ninety years in all."
    for line in ("12 comments", "Comments (12)\n\nMarta Koval\n\n3 hours ago", "Comments (12)\n\nShare\n\nReply"):
        assert "400" in readable(draft(f"{above}\n\n{line}\n\n{BODY}\n\n{BODY}"))


def test_posts_that_answer_each_other_are_the_report_where_nothing_else_is() -> None:
    posts = "Watcher @watcher · 3h\n\nThe column lost 400 tanks at the ford.\n\nReply 3 Share 12\n\nOther @other · 2h\n\nI count 12."
    view = readable(draft(posts))
    assert "400" in view


def test_what_stands_below_the_last_answer_is_read() -> None:
    text = f"{REPORT}\nComments (1)\n\nuser123 · 3 hours ago\n\n{ONE}\n\nReply\n\nBelow the bridge 31 men were found dead on Tuesday, the harbour master said.\n"
    assert "31 men" in readable(draft(text))


def test_a_comment_gives_the_report_neither_address_nor_origin() -> None:
    comment = "user123 3 hours ago · Reply\n\nOriginally published in the River Gazette, see\n\nSource: https://example.org/other"
    report = draft(f"{REPORT}\n{comment}\n")
    assert report.url is None
    assert not any("Originally" in remark for remark in report.remarks)


def test_claims_are_those_of_the_report_alone() -> None:
    with_comments = draft(f"{REPORT}\n{COMMENTS['bars and arrows']}\n")

    def figures(report: Document) -> list[str]:
        return [figure.number for figure in extract(report, trust={})]

    assert figures(with_comments) == figures(draft(REPORT))


@pytest.mark.parametrize("comments", COMMENTS.values(), ids=COMMENTS)
def test_the_same_in_a_printed_page(comments: str) -> None:
    y, lines = 800.0, []
    mill = (
        "The mill on the eastern bank burned until the morning, and nobody could say how many were still inside. " * 4
    )
    plain = comments.translate(str.maketrans("•“”–", '-""-', "△▽›"))
    for paragraph in [line for line in f"{REPORT}\n{mill}\n{plain}".splitlines() if line]:
        for line in gallery.wrapped(paragraph, 80):
            lines.append((72.0, y, 11.0, line))
            y -= 13
        y -= 9
    (report,) = read(gallery.pdf([lines]), "r.pdf")
    assert isinstance(report, Document)
    view = readable(report)
    assert "400" not in view
    assert "7,000" not in view
    assert "14 people" in view


LINES = [line for text in (REPORT, *COMMENTS.values(), *LOOK_ALIKES.values()) for line in text.splitlines()]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=30), gap=st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_lines_in_any_order_are_read_whole_and_labelled_in_order(lines: list[str], gap: str) -> None:
    for item in read(gap.join(lines).encode(), "r.txt"):
        if isinstance(item, Document):
            assert len(readable(item)) == len(item.text)
            assert all(0 <= s.span.start < s.span.end <= len(item.text) for s in item.segments)
