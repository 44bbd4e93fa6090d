"""Markdown: front matter, wiki links, tags and time-coded anchors are markup over the file's own text."""

import re
from collections.abc import Iterator
from functools import cache

import yaml
from markdown_it import MarkdownIt

from warbook.documents import dating, discussion, outline
from warbook.documents.blocks import Block
from warbook.documents.decoding import decode, is_text
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.formats.plain import refuse_what_is_no_report
from warbook.documents.marks import anchors, blank, marks
from warbook.model import Publication, Segment, Span

FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
KEY_LINE = re.compile(r"[\w-]+[ \t]*:")
SIGNS = (
    (re.compile(r"^#{1,6} \S", re.MULTILINE), 2),
    (re.compile(r"\[\[[^\[\]\n]{1,200}\]\]"), 2),
    (re.compile(r"\]\([^()\s]{1,500}\)"), 2),
    (re.compile(r"class=[\"']yt-timestamp[\"']"), 3),
    (re.compile(r"\*\*[^*\n]{1,200}\*\*"), 1),
    (re.compile(r"^\|.*\|[ \t]*\r?\n\|[ :|-]+\|", re.MULTILINE), 2),
    (re.compile(r"^> \S", re.MULTILINE), 1),
    (re.compile(r"^(?:```|~~~)", re.MULTILINE), 2),
    (re.compile(r"^[^\n]+\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE), 2),
)
LINE_START = re.compile(r"^", re.MULTILINE)


def certainty(head: bytes, name: str) -> int:
    """Front matter or two signs of Markdown."""
    return 20 if is_text(head) and looks_like(head.decode("utf-8", errors="replace")) else 0


def looks_like(text: str) -> bool:
    """Whether a text has the marks of Markdown."""
    if (front := FRONT_MATTER.match(text)) and KEY_LINE.match(front[1]):
        return True
    return sum(weight for sign, weight in SIGNS if sign.search(text[:200_000])) >= 2


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError for what is no text."""
    text, remark = decode(blob.bytes())
    draft = of_text(text, given.lang or "en")
    draft.remarks += [remark] if remark else []
    yield draft


def of_text(text: str, lang: str = "en") -> Draft:
    """A report of a Markdown text, which stays as it is: marks become segments."""
    refuse_what_is_no_report(text)
    draft = Draft(text=text, media="text/markdown")
    fields, body = _front_matter(draft)
    found = marks(text, body)
    view = blank(text, [Span(0, body), *found])
    whole = _blocks(text, body)
    draft.anchors = anchors(text, body, fields, whole)
    blocks = [block for block in (_trimmed(view, block) for block in whole) if block is not None]
    blocks = discussion.by_lines(view, blocks, outline.vocabulary_of(lang))
    outline.label(draft, view, blocks, lang, _only_links(text, blocks))
    draft.segments += [Segment(span, "markup") for span in found]
    return draft


LINK = re.compile(
    r"!?\[\[[^\[\]\n]{1,500}\]\]|\[[^\[\]\n]{1,500}\]\([^()\s]{1,2000}\)|<?https?://[^\s<>]+>?|<[^<>]{1,500}>"
)
LEAD = re.compile(r"^\W*(?:[\w ]{1,30}:)?")


def _only_links(text: str, blocks: list[Block]) -> frozenset[int]:
    """The positions of short paragraphs and items that hold links and nothing else, but for a lead such as 'From:'."""
    found = set()
    for position, block in enumerate(blocks):
        if block.kind in ("paragraph", "item") and block.end - block.start <= 1000:
            stop = text.find("\n", block.end)
            line = text[block.start : stop if stop >= 0 else len(text)]
            if LINK.search(line) and not re.search(r"\w", LEAD.sub("", LINK.sub("", line))):
                found.add(position)
    return frozenset(found)


def _front_matter(draft: Draft) -> tuple[dict[str, object], int]:
    """The fields of the front matter and the offset where the body starts; a broken one is body text with a remark."""
    match = FRONT_MATTER.match(draft.text)
    if not match or not KEY_LINE.match(match[1]):
        return {}, 0
    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        draft.remarks.append("The front matter is no YAML and was left unread")
        fields = {}
    fields = fields if isinstance(fields, dict) else {}
    draft.segments.append(Segment(Span(match.start(), match.end()), "front_matter"))
    _note(draft, fields)
    return fields, match.end()


def _note(draft: Draft, fields: dict[str, object]) -> None:
    def first(*names: str) -> str | None:
        return next((str(fields[name]).strip() for name in names if fields.get(name)), None)

    draft.title = first("title", "headline")
    draft.url = first("url", "source_url", "canonical", "canonical_url", "link", "permalink", "original")
    draft.outlet = first("outlet", "publisher", "site", "sitename", "channel")
    draft.lang = first("lang", "language", "locale")
    authors = fields.get("author") or fields.get("authors") or fields.get("byline")
    draft.authors = [str(a) for a in authors] if isinstance(authors, list) else [str(authors)] if authors else []
    if (day := first("published", "date", "pubdate", "publish_date", "datePublished", "created")) and (
        found := dating.of_metadata(day, draft.lang)
    ):
        draft.published = Publication(day=found[0], precision=found[1], found_in="metadata")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").disable(["inline", "reference"])


OPENERS = {"heading_open": "heading", "list_item_open": "item", "blockquote_open": "quotation", "tr_open": "table"}
CLOSERS = frozenset({"list_item_close", "blockquote_close", "tr_close"})


def _blocks(text: str, body: int) -> list[Block]:
    """The blocks that markdown-it tells, as offsets; a block inside an item, a quotation or a row has its kind."""
    starts = [match.start() for match in LINE_START.finditer(text, body)] + [len(text)]
    found: list[Block] = []
    kinds = ["paragraph"]
    for token in _parser().parse(text[body:].replace("\r", " ")):
        if token.type in OPENERS:
            kinds.append(OPENERS[token.type])
        if token.map and (token.type in ("inline", "html_block", "code_block", "fence", "tr_open")):
            start, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            if not found or start >= found[-1].end:
                found.append(Block(start, end, kinds[-1]))  # type: ignore[arg-type]
        if token.type in CLOSERS or token.type == "heading_close":
            kinds.pop()
    return found


def _trimmed(view: str, block: Block) -> Block | None:
    """The block without white space and blanked marks around it; None where nothing is left."""
    words = view[block.start : block.end]
    start = block.start + len(words) - len(words.lstrip())
    return block._replace(start=start, end=block.start + len(words.rstrip())) if words.strip() else None
