"""Copies as a user asks for them: families with the shared words, and passages taken over."""

import json
from pathlib import Path

import pytest

from warbook import cli

SENTENCES = [
    "The bridge over the river at Rivne fell on Monday after nine hours of shelling from the eastern hills.",
    "Fourteen people were killed and another thirty are missing, the harbour master told reporters on the quay.",
    "Ukraine's garrison lost six boats and two guns in the night, according to a list that its commander read out.",
    "A convoy with flour and blankets is expected on Thursday, if the road through the marshes is open by then.",
]
OTHER = "Prices for bread went up again in the north, where traders blame the closed passes and the early snow."
Said = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": "wire", "title": "Bridge falls", "published": "2023-05-04", "outlet": "Wire", "text": " ".join(SENTENCES)},
        {"id": "echo", "title": "Bridge gone", "published": "2023-05-06", "text": " ".join([*SENTENCES, "No more is known."])},
        {"id": "north", "title": "Bread", "text": f"{OTHER} {SENTENCES[1]} {OTHER.replace('bread', 'coal')} {OTHER.replace('bread', 'oil')}"},
    ]  # fmt: skip
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def warbook(*arguments: object, code: int = 0) -> None:
    assert cli.run([str(argument) for argument in arguments]) == code


def test_a_family_is_listed_with_who_copied_whom_and_the_shared_words(folder: Path, capsys: Said) -> None:
    warbook("copies", "all.jsonl")
    said = " ".join(capsys.readouterr().out.split())
    assert "1. 2 reports, one text" in said
    assert "A near copy (all words of the shorter) of ‘Bridge falls’: published 2 days later." in said
    assert "“The bridge over the river" in said
    assert "Shares 17 words with ‘Bridge" in said
    assert "nothing tells who took them from whom" in said


def test_a_passage_that_stands_in_several_copies_of_one_text_is_listed_once(folder: Path, capsys: Said) -> None:
    named = {
        "id": "week",
        "title": "The week",
        "published": "2023-05-09",
        "text": f"{OTHER} Wire wrote: {SENTENCES[2]}",
    }
    with (folder / "all.jsonl").open("a", encoding="utf-8") as rows:
        rows.write(json.dumps(named) + "\n")
    warbook("copies", "all.jsonl")
    said = " ".join(capsys.readouterr().out.split())
    assert said.count("Shares 17 words with") == 1
    assert said.count("Takes over") == 1
    assert "of ‘Bridge falls’: it names Wire." in said


def test_the_copies_of_a_ledger_as_json(folder: Path, capsys: Said) -> None:
    warbook("read", "all.jsonl")
    capsys.readouterr()
    warbook("copies", "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["families"] == [["wire", "echo"]]
    near = next(copy for copy in found["copies"] if copy["kind"] == "near copy")
    assert (near["document"], near["origin"], near["known"]) == ("echo", "wire", True)
    assert near["passages"][0]["text"].startswith("The bridge over the river")


def test_the_same_bytes_under_two_names(tmp_path: Path, capsys: Said) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(OTHER, encoding="utf-8")
    warbook("copies", tmp_path)
    assert "The same bytes" in capsys.readouterr().out


def test_no_copies_and_no_ledger(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.txt").write_text(OTHER, encoding="utf-8")
    warbook("copies", tmp_path / "a.txt")
    assert "No copies among 1 report." in capsys.readouterr().out
    warbook("copies", "--ledger", tmp_path / "none.db", code=1)


def test_a_brief_shows_who_copied_from_whom(folder: Path, capsys: Said) -> None:
    warbook("brief", "all.jsonl", "--html", "brief.html")
    page = (folder / "brief.html").read_text(encoding="utf-8")
    assert "A near copy (all words of the shorter) of ‘Bridge falls’: published 2 days later." in page
    assert "‘Bridge gone’ is a near copy (all words of the shorter) of it: published 2 days later." in page
    assert "Copies ═" in capsys.readouterr().out
