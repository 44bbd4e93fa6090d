"""The vocabulary's folder: a language is a folder with word lists."""

from pathlib import Path

import pytest

from warbook import vocabulary


def test_a_folder_without_word_lists_is_no_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("en/things.toml", "__pycache__/__init__.cpython-312.pyc"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("", encoding="utf-8")
    monkeypatch.setattr(vocabulary.resources, "files", lambda package: tmp_path)
    vocabulary.languages.cache_clear()
    try:
        assert vocabulary.languages() == {"en"}
    finally:
        vocabulary.languages.cache_clear()
