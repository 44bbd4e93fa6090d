"""The visible words of a page, block by block, with what its tags and class names say of each."""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree, html

from warbook.documents.blocks import BlockKind
from warbook.model import SegmentKind

HIDDEN = frozenset({
    "script", "style", "template", "head", "svg", "math", "iframe", "object", "select", "textarea", "noscript",
    "canvas", "audio", "video", "datalist", "input",
})  # fmt: skip
UNSEEN = ("style", "svg", "iframe", "template", "canvas", "object", "link")
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "br", "td", "th",
})  # fmt: skip
BLOCK_TAGS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quotation",
    "tr": "table",
}
ASIDE_TAGS: dict[str, SegmentKind] = {
    **dict.fromkeys(("nav", "aside", "menu"), "links"),
    **dict.fromkeys(("footer", "form", "dialog"), "boilerplate"),
    "button": "engagement",
}
ASIDE_NAMES: tuple[tuple[re.Pattern[str], SegmentKind], ...] = (
    (re.compile(r"cookie|consent|gdpr|onetrust|privacy-(?:bar|banner)", re.I), "cookie"),
    (re.compile(r"paywall|subscri|piano|metered|regwall|premium-(?:box|gate)|login|signin", re.I), "paywall"),
    (re.compile(r"\b(?:comments?|disqus|respond|commentlist)\b|comment-(?:list|form|section|area)", re.I), "comments"),
    (re.compile(r"share|social|newsletter|follow-us|sharing|rating|donat", re.I), "engagement"),
    (
        re.compile(
            r"\b(?:nav|menu|breadcrumbs?|related|recommend\w*|sidebar|most-?(?:read|popular)|trending|tags?|read-?more"
            r"|more-(?:from|stories|news)|outbrain|taboola|navbar|topics)\b",
            re.I,
        ),
        "links",
    ),
    (re.compile(r"\b(?:footer|copyright|disclaimer|advert\w*|ads?|banner|promo\w*|sponsor\w*)\b", re.I), "boilerplate"),
)
BYLINE_NAMES = re.compile(
    r"byline|\bauthors?\b|dateline|pub-?date|published|timestamp|article-?(?:date|info|meta)|(?:post|entry)-?meta", re.I
)
LONGEST_BYLINE = 240
CELL = frozenset({"td", "th"})
MOST_PARTS, MOST_WORDS = 60, 80
"""Elements and words of a table's row that is read as one line; a longer one is a page's layout."""
PASSING = frozenset({"p", "div", "tbody"})
SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b]+")
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Piece(NamedTuple):
    """A block of visible words. `block` is what it is if it belongs to the report, `aside` what if it does not."""

    text: str
    block: BlockKind
    aside: SegmentKind
    surroundings: SegmentKind | None
    byline: bool
    linked: float  # the share of its letters that lie in links
    family: int  # the same for blocks of one tag and class within containers of one tag and class


class _Frame(NamedTuple):
    """An open element that is a block of its own."""

    kind: BlockKind
    aside: SegmentKind | None
    byline_from: int | None
    family: int


class _State:
    """The words gathered since the last block border, and the elements around them."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.words: list[str] = []
        self.linked = 0
        self.links = 0
        self.in_row = False
        self.frames = [_Frame("paragraph", None, None, 0)]

    def add(self, words: str | None) -> None:
        if words:
            self.words.append(words)
            self.linked += len(words.strip()) if self.links else 0

    def part(self, tag: str) -> None:
        """Parts the cells of a row, and what stands in lines and lists inside one."""
        self.links += tag == "a"
        said = "".join(self.words[-4:]).rstrip()
        if tag in CELL and self.words:
            self.add(" | ")
        elif (tag not in INLINE or tag == "br") and said and said[-1] not in "|;":
            self.add("; ")

    def border(self) -> None:
        """Closes the block that is being gathered."""
        if not self.words:
            return
        text = SPACE.sub(" ", "".join(self.words)).strip()
        if text:
            kind, aside, _, family = self.frames[-1]
            share = min(1.0, self.linked / len(text))
            self.found.append(
                Piece(text, kind, aside or ("links" if share > 0.5 else "boilerplate"), aside, False, share, family)
            )
        self.words, self.linked = [], 0

    def open(self, element: html.HtmlElement, tag: str) -> None:
        """Opens a block: what its tag and names say holds for all in it, but 'byline' for short ones only."""
        above = self.frames[-1]
        names = element.get("class")
        aside, byline = _said(tag, names, element.get("id"), element.get("role"))
        kind = BLOCK_TAGS.get(tag) or (above.kind if tag in PASSING else "paragraph")
        start = len(self.found) if byline else None
        self.frames.append(_Frame(kind, above.aside or aside, start, hash((above.family, tag, names))))

    def close(self) -> None:
        """Closes the innermost block."""
        first = self.frames.pop().byline_from
        if first is not None and sum(len(piece.text) for piece in self.found[first:]) <= LONGEST_BYLINE:
            self.found[first:] = [piece._replace(byline=True) for piece in self.found[first:]]


def strip(tree: html.HtmlElement) -> None:
    """Takes out what no reader sees and no later step looks at; linked data stays, as it may hold the article."""
    for script in list(tree.iter("script")):
        if (script.get("type") or "") != "application/ld+json":
            script.drop_tree()
    etree.strip_elements(tree, *UNSEEN, with_tail=False)


def pieces(tree: html.HtmlElement) -> list[Piece]:
    """The blocks of a page in order, without recursion: tags may be nested as deep as the parser lets them."""
    state = _State()
    walk = etree.iterwalk(tree, events=("start", "end"))
    hidden = False
    for event, element in walk:
        tag = element.tag
        if event == "start":
            hidden = _is_hidden(element, tag)
            if hidden:
                walk.skip_subtree()
            else:
                _enter(state, element, tag)
        else:
            if not hidden:
                _leave(state, tag)
            hidden = False
            state.add(element.tail)
    state.border()
    return state.found


def _is_hidden(element: html.HtmlElement, tag: str) -> bool:
    if tag in HIDDEN or not isinstance(tag, str):
        return True
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and HIDING.search(style) is not None)


def _enter(state: _State, element: html.HtmlElement, tag: str) -> None:
    if state.in_row:
        state.part(tag)
    elif tag not in INLINE:
        state.border()
        state.open(element, tag)
    elif tag == "a":
        state.links += 1
    elif tag == "br":
        state.border()
    elif tag in CELL and state.words:
        state.add(" | ")
    if tag == "tr":
        state.in_row = _is_row(element)
    state.add(element.text)


def _is_row(row: html.HtmlElement) -> bool:
    """Whether a row is one of short cells: its lines and lists are parted by semicolons, and it stays one block. A
    layout's row, with paragraphs or a table inside, is none."""
    words = cells = 0
    for place, part in enumerate(row.iter()):
        cells += part.tag in CELL
        words += len((part.text or "").split()) + len((part.tail or "").split())
        if place > MOST_PARTS or part.tag == "table" or words > MOST_WORDS:
            return False
    return cells > 1


def _leave(state: _State, tag: str) -> None:
    if state.in_row and tag != "tr":
        state.links -= tag == "a"
        return
    if tag == "tr":
        state.in_row = False
    if tag not in INLINE:
        state.border()
        state.close()
    elif tag == "a":
        state.links -= 1


@lru_cache(maxsize=4096)
def _said(tag: str, *names: str | None) -> tuple[SegmentKind | None, bool]:
    """What the tag and the names of an element make of its words, and whether they call it a byline."""
    aside, byline = len(ASIDE_NAMES), False
    for name in " ".join(name for name in names if name).split():
        first, is_byline = _name(name)
        aside, byline = min(aside, first), byline or is_byline
    by_name = ASIDE_NAMES[aside][1] if aside < len(ASIDE_NAMES) else None
    return ASIDE_TAGS.get(tag) or by_name, byline


@lru_cache(maxsize=32768)
def _name(name: str) -> tuple[int, bool]:
    """The first of ASIDE_NAMES that fits a name, else their number; and whether it calls a byline."""
    first = next((i for i, (pattern, _) in enumerate(ASIDE_NAMES) if pattern.search(name)), len(ASIDE_NAMES))
    return first, BYLINE_NAMES.search(name) is not None
