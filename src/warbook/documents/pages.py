"""The visible words of a page, block by block, with what its tags and class names say of each."""

import re
from typing import NamedTuple

from lxml import etree, html

from warbook.documents.blocks import BlockKind
from warbook.model import SegmentKind

HIDDEN = frozenset({
    "script", "style", "template", "head", "svg", "math", "iframe", "object", "select", "textarea", "noscript",
    "canvas", "audio", "video", "datalist", "input",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
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
CELL = frozenset({"td", "th"})
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


class _State:
    """The words gathered since the last block border, and the elements around them."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.words: list[str] = []
        self.linked = 0
        self.kinds: list[BlockKind] = ["paragraph"]
        self.asides: list[SegmentKind | None] = [None]
        self.bylines: list[bool] = [False]
        self.links = 0

    def add(self, words: str | None) -> None:
        if words:
            self.words.append(words)
            self.linked += len(words.strip()) if self.links else 0

    def border(self) -> None:
        text = SPACE.sub(" ", "".join(self.words)).strip()
        if text:
            aside = self.asides[-1]
            share = min(1.0, self.linked / len(text))
            fallback: SegmentKind = aside or ("links" if share > 0.5 else "boilerplate")
            self.found.append(Piece(text, self.kinds[-1], fallback, aside, self.bylines[-1], share))
        self.words, self.linked = [], 0


def pieces(tree: html.HtmlElement) -> list[Piece]:
    """The blocks of a page in order, without recursion: tags may be nested as deep as the parser lets them."""
    state = _State()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if _is_hidden(element, tag):
                walk.skip_subtree()
            _enter(state, element, tag)
        else:
            _leave(state, element, tag)
    state.border()
    return state.found


def _is_hidden(element: html.HtmlElement, tag: str) -> bool:
    return tag in HIDDEN or "hidden" in element.attrib or bool(HIDING.search(element.get("style") or ""))


def _enter(state: _State, element: html.HtmlElement, tag: str) -> None:
    hidden = _is_hidden(element, tag)
    if tag not in INLINE and tag not in CELL and tag != "br":
        state.border()
        state.kinds.append(BLOCK_TAGS.get(tag, state.kinds[-1] if tag in ("p", "div", "tbody") else "paragraph"))
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        state.asides.append(state.asides[-1] or ASIDE_TAGS.get(tag) or _aside(names))
        state.bylines.append(state.bylines[-1] or bool(BYLINE_NAMES.search(names)))
    state.links += tag == "a"
    if tag == "br":
        state.border()
    elif tag in CELL and state.words:
        state.add(" | ")
    if not hidden:
        state.add(element.text)


def _leave(state: _State, element: html.HtmlElement, tag: str) -> None:
    if tag not in INLINE and tag not in CELL and tag != "br":
        state.border()
        state.kinds.pop()
        state.asides.pop()
        state.bylines.pop()
    state.links -= tag == "a"
    state.add(element.tail)


def _aside(names: str) -> SegmentKind | None:
    return next((kind for pattern, kind in ASIDE_NAMES if pattern.search(names)), None) if names.strip() else None
