"""What a page says to its visitor is labelled; what a report says is not."""

import json
from pathlib import Path

import pytest

from warbook.documents import furniture, read, readable
from warbook.documents.blocks import split
from warbook.model import Document
from warbook.vocabulary import Entry, entries

PASSAGES = Path(__file__).parents[2] / "benchmarks" / "data" / "boilerplate.jsonl"

PHRASES = [entry for entry in entries("boilerplate") if entry.data["kind"] != "shield"]


def labels(text: str) -> list[str]:
    return [segment.kind for segment in furniture.find(text, split(text))]


@pytest.mark.parametrize("entry", PHRASES, ids=lambda entry: entry.id)
def test_the_example_of_each_entry_is_found_and_its_look_alike_is_not(entry: Entry) -> None:
    if entry.data.get("weight", furniture.ENOUGH) >= furniture.ENOUGH:
        assert labels(entry.example or "") != []
    assert labels(entry.unlike or "") == []


@pytest.mark.parametrize(
    "text",
    [
        "“Subscribe to our channel,” the recruiter told the boys, and 40 of them did.",
        "Hackers sent 300 officers a mail that asked them to log in to their accounts.",
        "Inspectors were refused access to the site for the third day.",
        "The ministry said it would share the list of 212 prisoners.",
        "Follow-up strikes killed 12 people near the depot.",
    ],
)
def test_reporting_about_subscriptions_and_access_is_read(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Log in",
        "Share this article",
        "Already a member? Sign in",
        "7 min read",
        "Advertisement",
        "© 2023 The River Gazette",
        "(c) 2023 River Gazette.",
        "To keep reading, subscribe today.",
    ],
)
def test_lines_of_a_page(text: str) -> None:
    assert labels(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "“You work hard. You pay your taxes. Sign up,” the recruiter told them.",
        "'Subscribe to their lies if you want,' the general shouted.",
        "4 May 2023",
        "Marta Koval",
    ],
)
def test_what_somebody_says_and_labels_of_few_words_are_no_notices(text: str) -> None:
    assert labels(text) == []


def test_cells_of_a_table_are_not_weighed_by_their_words() -> None:
    (report,) = read(b"# Losses\n\n| Class | Views |\n| --- | --- |\n| Boats | 14 |\n", "t.md")
    assert isinstance(report, Document)
    assert "14" in readable(report)


def test_only_the_sentence_is_labelled_and_the_rest_of_its_paragraph_is_read() -> None:
    text = "Four men died at the mill. Sign up for our newsletter. The mill burned until dawn on the second day."
    (report,) = read(text.encode(), "r.txt")
    assert isinstance(report, Document)
    assert readable(report).split() == [
        "Four",
        "men",
        "died",
        "at",
        "the",
        "mill.",
        "The",
        "mill",
        "burned",
        "until",
        "dawn",
        "on",
        "the",
        "second",
        "day.",
    ]


def test_related_links_end_where_the_body_goes_on() -> None:
    text = "Shelling at the port\n\nFourteen men died on the quay.\n\nRelated articles\n\nPort burns for 9 hours\n\nWho shells the port?\n\nThe harbour master said that another 20 men were missing since the shelling."
    (report,) = read(text.encode(), "r.txt")
    assert isinstance(report, Document)
    view = readable(report)
    assert "9 hours" not in view
    assert "another 20 men" in view


def test_boilerplate_is_told_from_look_alikes_on_passages_that_were_never_tuned_on() -> None:
    rows = [row for row in map(json.loads, PASSAGES.read_text(encoding="utf-8").splitlines()) if row["part"] == "held"]
    found = {bool(row["kind"]): [] for row in rows}
    for row in rows:
        covered = sum(s.span.end - s.span.start for s in furniture.find(row["text"], split(row["text"])))
        found[bool(row["kind"])].append(covered >= 0.8 * len(row["text"]) if row["kind"] else covered > 0)
    assert sum(found[True]) >= 0.95 * len(found[True])
    assert sum(found[True]) >= 0.95 * (sum(found[True]) + sum(found[False]))


def test_a_text_that_speaks_to_its_reader_is_read() -> None:
    advice = "If you leave the town, take your papers and the free map that you got at the gate. " * 30
    assert labels(advice) == []
