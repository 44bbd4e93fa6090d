"""Every word of the vocabularies of numbers is found where its example has it."""

import pytest

from warbook.language.numbers import find
from warbook.language.numbers.roles.place import Place
from warbook.vocabulary import Entry, entries


def with_field(subject: str, field: str) -> list[Entry]:
    return [entry for entry in entries(subject) if getattr(entry, field)]


def named(entry: Entry) -> str:
    return entry.id


@pytest.mark.parametrize("entry", with_field("numbers", "example"), ids=named)
def test_a_number_word_is_found(entry: Entry) -> None:
    text = str(entry.example)
    cores = [text[n.core.start : n.core.end].lower() for n in find(text) if n.role in ("quantity", "zero", "article")]
    assert any(word in core for word in entry.words for core in cores)


@pytest.mark.parametrize("entry", with_field("numbers", "unlike"), ids=named)
def test_a_number_word_in_another_sense_is_none(entry: Entry) -> None:
    assert [n for n in find(str(entry.unlike)) if n.role == "quantity" and n.core == n.span] == []


@pytest.mark.parametrize("entry", with_field("hedges", "example"), ids=named)
def test_a_hedge_is_found(entry: Entry) -> None:
    hedges = [(number.hedge or "").lower() for number in find(str(entry.example))]
    assert any(word in hedge for word in entry.words for hedge in hedges)


@pytest.mark.parametrize("entry", with_field("hedges", "unlike"), ids=named)
def test_hedge_words_without_a_number_are_none(entry: Entry) -> None:
    assert [number for number in find(str(entry.unlike)) if number.hedge] == []


@pytest.mark.parametrize("entry", with_field("trends", "example"), ids=named)
def test_a_trend_is_found(entry: Entry) -> None:
    (number,) = find(str(entry.example))
    assert entry.id.startswith(number.change)


@pytest.mark.parametrize("entry", with_field("trends", "unlike"), ids=named)
def test_no_trend_is_invented(entry: Entry) -> None:
    assert [number.change for number in find(str(entry.unlike))] == ["="]


def cues(entry: Entry, text: str) -> bool:
    """Whether the entry stands beside a number of the text."""
    names = ["month after", "month before day"] if entry.id == "month" else [entry.id]
    return any(
        Place(text, text.lower(), number.core.start, number.core.end, number.low or 0, True, "en").cue(name)
        for number in find(text)
        for name in names
    )


@pytest.mark.parametrize("entry", with_field("number_roles", "example"), ids=named)
def test_a_role_is_told_by_the_words_beside(entry: Entry) -> None:
    assert cues(entry, str(entry.example))


@pytest.mark.parametrize("entry", with_field("number_roles", "unlike"), ids=named)
def test_a_role_is_not_told_from_afar(entry: Entry) -> None:
    assert not cues(entry, str(entry.unlike))


@pytest.mark.parametrize("entry", entries("units"), ids=named)
def test_a_unit_is_known_by_each_of_its_words(entry: Entry) -> None:
    for word in entry.words:
        (number,) = find(f"They counted 5 {word} there.")
        assert number.unit == {"times": "count", "fold": "ratio"}.get(entry.id, entry.id), word


@pytest.mark.parametrize("entry", entries("currencies"), ids=named)
def test_money_is_known_by_its_words_and_signs(entry: Entry) -> None:
    said = [f"It cost 5 {word}." for word in entry.words] + [
        f"It cost {s}5 million." for s in entry.data.get("signs", ())
    ]
    for text in said:
        (number,) = find(text)
        assert number.unit == entry.id, text


@pytest.mark.parametrize(
    ("text", "number", "role"),
    [
        ("The study has 172 pages and a map.", "172", "page"),
        ("Photo gallery (12) below.", "12", "page"),
        ("The night sank to minus 30.", "30", "measure"),
        ("She lived at 16 Kingfisher Street.", "16", "identifier"),
        ("Ana Holm (not her name), 22, fought there.", "22", "age"),
        ("The toll was noted.[21]", "21", "section"),
        ("They sent more than 8,000 [800] guns.", "800", "quantity"),
        ("The day's losses were minus 330 men.", "330", "quantity"),
    ],
)
def test_numbers_of_the_page_are_told_from_those_of_the_report(text: str, number: str, role: str) -> None:
    assert [n.role for n in find(text) if text[n.core.start : n.core.end] == number] == [role]
