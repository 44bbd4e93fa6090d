"""Copies of a report are known as one family; passages taken over are shown word for word."""

import random

import pytest
from documents.gallery import GALLERY, html, pdf

from warbook.documents import Given, read
from warbook.documents.copies import Copy, copies, families
from warbook.model import Document

SENTENCES = [
    "The bridge over the river at Rivne fell on Monday after nine hours of shelling from the eastern hills.",
    "Fourteen people were killed and another thirty are missing, the harbour master told reporters on the quay.",
    "The garrison lost six boats and two guns in the night, according to a list that its commander read out.",
    "Nobody has counted the cattle that drowned when the dam above the mill gave way shortly before dawn.",
    "A convoy with flour and blankets is expected on Thursday, if the road through the marshes is open by then.",
    "The mayor called the attack a crime and asked the monitors to come back, which they refused for now.",
]
OTHER = "Prices for bread went up again in the north, where traders blame the closed passes and the early snow on the roads."


def report(text: str, name: str, published: str | None = None, **about: str) -> Document:
    (item,) = read(text.encode(), name, Given(published=published, **about))
    assert isinstance(item, Document)
    return item


def only(found: list[Copy]) -> Copy:
    assert len(found) == 1, found
    return found[0]


def test_the_same_text_in_another_format_is_the_same_text() -> None:
    (page,), (book,) = read(html(), "a.html"), read(pdf(), "a.pdf")
    (plain,) = read(GALLERY["report.txt"], "a.txt")
    assert isinstance(page, Document)
    assert isinstance(book, Document)
    assert isinstance(plain, Document)
    found = copies([page, book, plain])
    assert {copy.kind for copy in found} == {"same text"}
    assert len(families([page, book, plain])) == 1


def test_a_near_copy_points_at_the_earlier_report() -> None:
    first = report(" ".join(SENTENCES), "first.txt", "2023-05-04")
    later = report(" ".join([*SENTENCES[:5], "Nothing more is known."]), "later.txt", "2023-05-06")
    copy = only(copies([later, first]))
    assert (copy.kind, copy.document, copy.origin, copy.known) == ("near copy", later.id, first.id, True)
    assert copy.likeness > 0.9
    assert copy.why == "published 2 days later"


def test_passages_taken_over_are_the_same_words_in_both() -> None:
    first = report(" ".join(SENTENCES), "first.txt")
    thief = report(
        " ".join([OTHER, SENTENCES[1], OTHER.replace("bread", "coal"), OTHER.replace("bread", "oil")]), "thief.txt"
    )
    copy = only(copies([first, thief]))
    assert copy.kind == "passages"
    assert not copy.known
    (passage,) = copy.passages
    texts = {first.id: first.text, thief.id: thief.text}
    words = [texts[i][s.start : s.end] for i, s in ((copy.document, passage.document), (copy.origin, passage.origin))]
    assert words[0] == words[1] == SENTENCES[1][:-1]


def test_a_copy_that_names_its_origin_is_the_later_one_whatever_the_dates() -> None:
    first = report(" ".join(SENTENCES), "first.txt", outlet="River Gazette", published="2023-05-06")
    copied = report(
        " ".join(SENTENCES) + "\n\nThe River Gazette reported this first, on Monday.",
        "copy.txt",
        published="2023-05-04",
    )
    copy = only(copies([first, copied]))
    assert (copy.origin, copy.why) == (first.id, "it names River Gazette")


def test_different_reports_share_nothing() -> None:
    assert (
        copies([report(" ".join(SENTENCES[:3]), "a"), report(" ".join(SENTENCES[3:]), "b"), report(OTHER, "c")]) == []
    )


def test_the_same_bytes_under_two_names() -> None:
    assert only(copies([report(OTHER, "a"), report(OTHER, "b")])).kind == "same bytes"


@pytest.mark.parametrize("seed", range(3))
def test_forty_copies_are_one_family(seed: int) -> None:
    rng = random.Random(seed)
    body = [f"{sentence} {number}" for number, sentence in enumerate(SENTENCES * 2)]
    made = []
    for number in range(40):
        kept = [sentence for sentence in body if rng.random() > 0.08]
        made.append(
            report(" ".join([f"Edition {number}.", *kept]), f"{number:02}.txt", f"2023-05-{number % 28 + 1:02}")
        )
    (family,) = families([*made, report(OTHER * 3, "other")])
    assert len(family.members) == len({item.id for item in made})
    assert family.members[0] in {item.id for item in made if item.published and item.published.day.day == 1}
