"""Markdown keeps its text; marks are blanked, front matter is metadata, time codes are anchors."""

from hypothesis import given
from hypothesis import strategies as st

from warbook.documents import kind_at, locate, read, readable
from warbook.documents.marks import seconds
from warbook.model import Document, Span

PAGE = """---
title: The crossing at Rivne
date: 2024-05-04
author: [Marta Koval]
videoId: abc123
---

From: [[river_channel]]

The garrison lost [[losses | 14 boats]] <a class="yt-timestamp" data-t="00:01:06">[00:01:06]</a>, and **300 men** crossed <a class="yt-timestamp" data-t="00:01:20">[00:01:20]</a>.

## What was lost

*   [Twelve](https://example.org/12) guns <a class="yt-timestamp" data-t="01:00:02">[01:00:02]</a>
*   Two lorries

> "We counted 90 shells," a gunner said.

| Class | Lost |
| --- | --- |
| Boats | 14 |
"""


def document(text: str) -> Document:
    (report,) = read(text.encode(), "page.txt")
    assert isinstance(report, Document)
    return report


def test_the_text_is_the_files_own_and_front_matter_is_metadata() -> None:
    report = document(PAGE)
    assert report.text == PAGE
    assert (report.media, report.title, report.authors) == ("text/markdown", "The crossing at Rivne", ("Marta Koval",))
    assert report.published is not None
    assert str(report.published.day) == "2024-05-04"


def test_labels_stay_readable_and_marks_go() -> None:
    words = readable(document(PAGE)).split()
    assert " ".join(words) == (
        "The garrison lost 14 boats , and 300 men crossed . What was lost Twelve guns Two lorries "
        '"We counted 90 shells," a gunner said. | Class | Lost | | Boats | 14 |'
    )


def test_blocks_have_their_kinds() -> None:
    report = document(PAGE)
    found = {
        word: kind_at(report, PAGE.index(word))
        for word in ("garrison", "What was", "lorries", "shells", "Boats |", "From:")
    }
    assert found == {
        "garrison": "body",
        "What was": "heading",
        "lorries": "list",
        "shells": "quotation",
        "Boats |": "table",
        "From:": "links",
    }


def test_a_time_code_holds_for_the_text_that_it_closes() -> None:
    report = document(PAGE)
    at = {
        word: locate(report, Span(PAGE.index(word), PAGE.index(word) + 2))
        for word in ("14 boats", "300 men", "guns", "lorries")
    }
    assert {word: anchor.value if anchor else None for word, anchor in at.items()} == {
        "14 boats": 66,
        "300 men": 80,
        "guns": 3602,
        "lorries": None,
    }
    assert at["14 boats"] is not None
    assert at["14 boats"].url == "https://www.youtube.com/watch?v=abc123&t=66s"


def test_a_time_code_at_the_start_holds_for_what_follows() -> None:
    text = "# Talk\n\n[0:05](https://youtu.be/abc?t=5) Ten men came. [0:09](https://youtu.be/abc?t=9) Six left.\n"
    report = document(text)
    values = [
        getattr(locate(report, Span(text.index(word), text.index(word) + 3)), "value", None) for word in ("Ten", "Six")
    ]
    assert values == [5, 9]


def test_broken_front_matter_is_remarked_on() -> None:
    report = document("---\ntitle: [unclosed\n---\n\n# Port\n\nFour men died there.\n")
    assert "no YAML" in report.remarks[0]
    assert "Four men died" in readable(report)


def test_times() -> None:
    assert [seconds(t) for t in ("00:01:06", "1:06", "66", "1m6s", "66s", "x", "1:2:3:4")] == [
        66,
        66,
        66,
        66,
        66,
        None,
        None,
    ]


@given(st.text(alphabet="ab #*_[]()|<>-`!:=\n\\&;1", max_size=200))
def test_any_marks_keep_the_length(text: str) -> None:
    for item in read(("# Head\n\n[[w]] ok\n\n" + text).encode(), "m.md"):
        assert isinstance(item, Document)
        assert len(readable(item)) == len(item.text)
        assert item.text.endswith(text)
