"""The marks inside a line of Markdown: links, tags, emphasis, and time codes that tie text to a second of a video."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from warbook.documents.blocks import Block
from warbook.model import Anchor, Span

TIME_TAG = re.compile(r"<a\b[^<>]*?\bdata-t=[\"'](?P<time>[\d:.]+)[\"'][^<>]*>[^<]*</a>", re.IGNORECASE)
TIMED_LINK = re.compile(r"\[[^\[\]\n]*\]\((?P<url>https?://[^()\s]*[?&#](?:t|start)=(?P<time>[\dhms]+)[^()\s]*)\)")
INLINE = re.compile(
    r"(?=[<\[\]!*_~=`\\&])(?:"
    r"<!--.*?-->"
    r"|<(?P<name>script|style)\b.{0,200000}?</(?P=name)\s*>"
    r"|</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]{0,2000})?/?>"  # tags
    r"|!?\[\[(?:[^\[\]|\n]{0,300}\|)?[ \t]*(?=[^\[\]|\n]{1,300}\]\])"  # [[target |
    r"|\]\]"
    r"|!?\[(?=[^\[\]\n]{0,500}(?:\]\(|\]\[))"
    r"|\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"\n]{0,300}\")?\)"  # ](address "title")
    r"|\[\^[\w-]{1,40}\]:?"  # footnotes
    r"|\]\[[^\[\]\n]{0,100}\]"
    r"|\*\*|__(?=\S)|(?<=\S)__|~~|==(?=\S)|(?<=\S)=="
    r"|(?<!\w)[*_](?=\w)|(?<=[\w.,!?\"'”’)])[*_](?!\w)"
    r"|`+"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|&(?:nbsp|shy|zwj|zwnj|ensp|emsp|thinsp);"
    r")",
    re.DOTALL,
)
LINES = re.compile(
    r"^[ \t]*(?:"
    r"(?:[-*_][ \t]*){3,}$|[=-]{2,}[ \t]*$|(?:```|~~~).*$"  # rules, underlines, fences
    r"|\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
    r"|\[[^\[\]\n]{1,100}\]:[ \t]+\S+.*$"  # [name]: address
    r"|#{1,6}(?=[ \t]|$)|(?:>[ \t]?)+(?:[*+-][ \t]+)?|[*+-][ \t]+(?:\[[ xX]\][ \t])?"
    r")",
    re.MULTILINE,
)


def marks(text: str, start: int) -> list[Span]:
    """The stretches that are dress, not words, from an offset on. A time-coded anchor is one with what it encloses."""
    patterns = (TIME_TAG, TIMED_LINK, INLINE, LINES)
    found = [Span(*m.span()) for pattern in patterns for m in pattern.finditer(text, start) if m.end() > m.start()]
    return _merged(sorted(found))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def blank(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans (in order) as spaces, line ends kept: same length."""
    pieces, done = [], 0
    for span in spans:
        pieces += [text[done : span.start], re.sub(r"[^\r\n]", " ", text[span.start : span.end])]
        done = span.end
    return "".join([*pieces, text[done:]])


def anchors(text: str, body: int, fields: dict[str, object], blocks: Sequence[Block]) -> list[Anchor]:
    """The seconds of a video that the text belongs to.

    A time code closes the text since the one before it in its block; where the first code of a block stands at its
    start, each opens the text up to the next.
    """
    starts = [block.start for block in blocks]
    inside: dict[int, list[_Code]] = {}
    for code in sorted(_codes(text, body, fields)):
        inside.setdefault(bisect_right(starts, code.span.start) - 1, []).append(code)
    return [anchor for at, codes in inside.items() if at >= 0 for anchor in _of_block(text, blocks[at], codes)]


def _of_block(text: str, block: Block, codes: list["_Code"]) -> Iterator[Anchor]:
    opens = not text[block.start : codes[0].span.start].strip(" \t\r\n-*+>#|")
    borders = [block.start, *(code.span.end for code in codes)]
    ends = [*(code.span.start for code in codes[1:]), max(block.end, codes[-1].span.end)]
    for code, before, end in zip(codes, borders, ends, strict=False):
        span = Span(code.span.end, end) if opens else Span(before, code.span.end)
        yield Anchor(span, "second", code.second, code.url)


class _Code(NamedTuple):
    span: Span
    second: int
    url: str | None


def _codes(text: str, body: int, fields: dict[str, object]) -> Iterator[_Code]:
    for match in TIME_TAG.finditer(text, body):
        if (second := seconds(match["time"])) is not None:
            yield _Code(Span(match.start(), match.end()), second, video_url(fields, second))
    for match in TIMED_LINK.finditer(text, body):
        if (second := seconds(match["time"])) is not None:
            yield _Code(Span(match.start(), match.end()), second, unescape(match["url"]))


def seconds(time: str) -> int | None:
    """'00:01:06', '1:06', '66', '1m6s' → 66; None for what is no time."""
    if match := re.fullmatch(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", time):
        hours, minutes, rest = (int(group or 0) for group in match.groups())
        return hours * 3600 + minutes * 60 + rest
    if not re.fullmatch(r"\d{1,4}(?::\d{1,2}){1,2}(?:[.,]\d+)?", time):
        return None
    total = 0
    for part in re.split(r"[.,]", time)[0].split(":"):
        total = total * 60 + int(part)
    return total


def video_url(fields: dict[str, object], second: int) -> str | None:
    """The address of a video at a second, from the front matter's videoId or address; None where neither is given."""
    if identity := fields.get("videoId") or fields.get("video_id") or fields.get("youtube"):
        return f"https://www.youtube.com/watch?v={identity}&t={second}s"
    address = str(fields.get("url") or fields.get("video") or "")
    if urlsplit(address).hostname in ("www.youtube.com", "youtube.com") and (
        video := parse_qs(urlsplit(address).query).get("v")
    ):
        return f"https://www.youtube.com/watch?v={video[0]}&t={second}s"
    return None
