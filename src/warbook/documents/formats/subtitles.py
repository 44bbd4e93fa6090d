"""Subtitles (SRT, WebVTT): a transcript whose lines know their second."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from warbook.documents.cues import Cue, draft_of
from warbook.documents.decoding import decode, is_text
from warbook.documents.drafts import Blob, Draft, Given
from warbook.errors import ReadError

VTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)")
SRT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*\d{1,6}[ \t]*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}"
)
TAG = re.compile(r"<[^<>]{0,200}>|\{[^{}]{0,100}\}")
SPEAKER = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^<>]{1,80})>")
SPOKEN_BY = re.compile("\ue000([^\ue000\ue001]+)\ue001")
"""A speaker's name while the library takes the tags away."""

STAMP = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d{1,3}>")
"""The moment of a word inside a line, which would be taken for the time of a line."""


def certainty(head: bytes, name: str) -> int:
    """The mark of WebVTT, or a number and a time range."""
    return 80 if VTT.match(head) or (is_text(head) and SRT.match(head)) else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError where no line with a time is found."""
    import pysubs2

    text, remark = decode(blob.bytes())
    kind = "vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "srt"
    spoken = STAMP.sub("", SPEAKER.sub("\ue000\\1\ue001", text))
    try:
        lines = pysubs2.SSAFile.from_string(spoken, format_=kind, keep_unknown_html_tags=False)
    except (pysubs2.exceptions.Pysubs2Error, ValueError, IndexError, OverflowError) as error:
        raise ReadError(f"is no readable subtitle file: {error}") from error
    cues = list(_cues(lines))
    if not cues:
        raise ReadError("is a subtitle file without lines")
    draft = draft_of(cues, "text/vtt" if kind == "vtt" else "application/x-subrip", given)
    draft.remarks += [remark] if remark else []
    yield draft


def _cues(lines: Iterable[Any]) -> Iterator[Cue]:
    """The lines with the names of speakers where another one begins to speak."""
    speaker = ""
    for line in lines:
        words, changed = unescape(TAG.sub("", line.plaintext)), False
        for name in SPOKEN_BY.findall(words):
            changed = changed or name != speaker
            words = words.replace(f"\ue000{name}\ue001", f"{name}: " if name != speaker else "", 1)
            speaker = name
        yield Cue(line.start / 1000, line.end / 1000, words, opens=changed)
