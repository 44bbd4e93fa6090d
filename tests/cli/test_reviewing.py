import json
from pathlib import Path

import pytest
from cli.conftest import Run, ids

from warbook.app.reviewing import changes
from warbook.errors import UsageError
from warbook.model import Document, Figure


def test_a_correction_shows_with_who_made_it_and_the_machines_reading_stays(book: Path, warbook: Run) -> None:
    claim = ids(warbook("claims", "--json"))["14"]
    said = warbook("review", claim[:8], "--by", "Ada", "--set", "party=Norland", "--note", "the list", said=True)
    assert "corrected by Ada: party from Russia to Norland (the list)" in said
    assert "Norland" in warbook("claims", "--party", "Norland")
    account = warbook("history", claim[:8])
    assert account.index("read by") < account.index("corrected by Ada")
    assert "Russia; " in account
    steps = json.loads(warbook("history", claim, "--json"))
    assert [step["status"] for step in steps] == ["unreviewed", "corrected"]
    assert steps[1]["review"]["changes"] == [{"field": "party", "old": "Russia", "new": "Norland"}]


def test_several_claims_are_reviewed_at_once_or_none(book: Path, warbook: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARBOOK_REVIEWER", "Berta")
    claims = list(ids(warbook("claims", "--json")).values())
    assert "no claim 'zzz'" in warbook("review", *claims, "zzz", "--reject", code=1, said=True)
    assert len(warbook("claims", "--json").splitlines()) == 2
    warbook("review", *claims, "--reject")
    assert warbook("claims", "--json") == ""
    assert len(warbook("claims", "--status", "rejected", "--json").splitlines()) == 2
    warbook("review", *claims, "--reopen")
    assert len(warbook("claims", "--json").splitlines()) == 2


def test_the_book_is_seen_as_it_was(book: Path, warbook: Run) -> None:
    claim = ids(warbook("claims", "--json"))["14"]
    read_at = json.loads(warbook("history", claim, "--json"))[0]["at"]
    warbook("review", claim, "--by", "Ada", "--reject")
    assert "14" not in ids(warbook("claims", "--json"))
    assert "14" in ids(warbook("claims", "--json", "--as-of", read_at))
    assert len(json.loads(warbook("history", claim, "--json", "--as-of", read_at))) == 1
    assert warbook("claims", "--json", "--as-of", "2001-01-01") == ""
    assert json.loads(warbook("audit", "--json", "--as-of", read_at))["findings"] == []


def test_a_better_extractor_reads_all_again_and_loses_no_review(
    book: Path, warbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer reader that takes every side for 'Sudland' and no longer sees the tanks."""
    from msgspec.structs import replace

    from warbook.app import keeping, reading
    from warbook.ledger import Run as Extractor

    claims = ids(warbook("claims", "--json"))
    warbook("review", claims["14"], "--by", "Ada", "--accept", "--note", "seen on the tape")
    warbook("review", claims["1,200"], "--by", "Ada", "--set", "value.high=1300")
    before = reading.figures

    def better(document: Document) -> tuple[Figure, ...]:
        return tuple(replace(figure, party="Sudland") for figure in before(document) if figure.number != "14")

    monkeypatch.setattr(reading, "figures", better)
    monkeypatch.setattr(keeping, "run", lambda quick=False: Extractor("next", "words"))
    said = warbook("read", "reports")
    assert "0 new, 1 read differently, 1 no longer found" in said
    account = warbook("history", claims["1,200"])
    assert "read by next" in account
    (killed,) = [json.loads(line) for line in warbook("claims", "--party", "Sudland", "--json").splitlines()]
    assert (killed["figures"][0]["low"], killed["figures"][0]["high"]) == (1200, 1300)
    kept = warbook("history", claims["14"])
    assert "accepted by Ada (seen on the tape)" in kept
    assert "no longer found by next" in kept
    assert "14" in ids(warbook("claims", "--json"))  # somebody accepted it: it stays
    assert "whole" in warbook("check")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--by", "Ada"], 2, "says one thing"),
        (["--by", "Ada", "--accept", "--reject"], 2, "says one thing"),
        (["--accept"], 2, "--by"),
        (["--by", " ", "--accept"], 2, "name of its reviewer"),
        (["--by", "Ada", "--set", "party"], 2, "sets nothing"),
        (["--by", "Ada", "--set", "quote=other"], 2, "'quote' cannot be corrected"),
        (["--by", "Ada", "--set", "value.low=many"], 2, "cannot be corrected so"),
        (["--by", "Ada", "--set", "party=Russia"], 2, "nothing would change"),
    ],
)
def test_a_review_that_cannot_be_meant_is_one_clear_line(
    book: Path, warbook: Run, arguments: list[str], code: int, words: str
) -> None:
    claim = ids(warbook("claims", "--json"))["14"]
    said = warbook("review", claim, *arguments, code=code, said=True)
    assert words in said
    assert len(said.splitlines()) == 1


def test_values_are_json_or_text() -> None:
    found = changes(["party=Norland", "value.low=120", "to=null", 'sources=["A", "B"]', "place=Élan = harbour"])
    assert found == {
        "party": "Norland",
        "value.low": 120,
        "to": None,
        "sources": ["A", "B"],
        "place": "Élan = harbour",
    }
    with pytest.raises(UsageError, match="sets nothing"):
        changes(["=3"])
