import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.language import attribution, sentences, syntax
from warbook.language.attribution import lexicon
from warbook.vocabulary import entries


def find(text: str) -> list[attribution.Attribution]:
    return attribution.find(text, syntax.parse(text, sentences.split(text)))


def read(text: str) -> list[tuple[str, str, str]]:
    def words(spans: object) -> str:
        return " … ".join(text[span.start : span.end] for span in spans)  # type: ignore[attr-defined]

    return [(words(said.source), words([said.cue]), words(said.content)) for said in find(text)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said that the bridge was open.", "The mayor", "said", "that the bridge was open"),
        ("The bridge was open, the mayor said.", "the mayor", "said", "The bridge was open"),
        ("According to the mayor, the bridge was open.", "the mayor", "According to", "the bridge was open"),
        ("“The bridge is open,” said Anna Levin.", "Anna Levin", "said", "“The bridge is open,”"),
    ],
)
def test_who_says_what_by_which_words(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in read(text)


def test_a_quotation_is_followed_past_its_sentence() -> None:
    text = "“The bridge is open,” said Anna Levin. “It was closed for a month.” The road is not."
    (said,) = find(text)
    assert text[said.content[-1].start : said.content[-1].end] == "“It was closed for a month.”"


def test_a_statement_in_the_voice_of_the_report_has_no_attribution() -> None:
    assert find("The bridge was built in 1904. It has two lanes.") == []


def test_kinds_tell_a_denial_from_a_claim() -> None:
    (denied,) = find("The ministry denied that the bridge was closed.")
    assert "deny" in denied.kinds


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="He said, “go”. \nA b:'\"1", max_size=120))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for said in find(text):
        for span in (said.cue, *said.source, *said.content):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("entry", entries("cues"), ids=lambda entry: entry.id)
def test_vocabulary_of_cues(entry) -> None:  # type: ignore[no-untyped-def]
    def found(text: str | None) -> bool:
        return any(entry.id in lexicon.kinds().get(word, ()) for word in re.findall(r"[\w-]+", (text or "").lower()))

    assert found(entry.example)
    assert not found(entry.unlike)
