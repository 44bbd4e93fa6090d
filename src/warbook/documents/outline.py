"""A text's blocks get their labels: title, byline, dateline, summary, links, boilerplate, headings, lists, body.

Works on a *view*: the text with its markup blanked, of the same length, so that plain text, Markdown and HTML are
judged by the same rules.
"""

from collections.abc import Sequence

from warbook.documents import discussion, furniture, header, linklists, summary
from warbook.documents.blocks import Block
from warbook.documents.drafts import Draft
from warbook.model import Segment, SegmentKind, Span
from warbook.vocabulary import languages

NEVER_A_REPORT = frozenset({"paywall", "cookie"})
BLOCK_KINDS: dict[str, SegmentKind] = {
    "paragraph": "body",
    "heading": "heading",
    "item": "list",
    "table": "table",
    "quotation": "quotation",
    "caption": "caption",
}


def label(
    draft: Draft,
    view: str,
    blocks: Sequence[Block],
    lang: str = "en",
    links: frozenset[int] = frozenset(),
    chosen: bool = False,
) -> None:
    """Adds a segment for every block, and narrower ones for the sentences in it that are not the report.

    `links` are the positions of blocks that the markup shows to be nothing but links.
    `chosen`: see `furniture.find`.
    """
    lang = vocabulary_of(lang)
    boilerplate = furniture.find(view, blocks, lang, chosen)
    if chosen and _is_the_report(boilerplate, blocks):
        boilerplate = []
    whole = {segment.span: segment for segment in boilerplate}
    kinds = {i: whole[span].kind for i, b in enumerate(blocks) if (span := Span(b.start, b.end)) in whole}
    kinds |= dict.fromkeys(links, "links")
    comments = discussion.positions(view, blocks, kinds, lang) if not chosen else range(0)
    if comments:
        kinds |= dict.fromkeys(comments, "comments")
        inside = range(blocks[comments.start].start, blocks[comments.stop - 1].end)
        boilerplate = [segment for segment in boilerplate if segment.span.start not in inside]
        whole = {segment.span: segment for segment in boilerplate}
    linklists.label(draft, view, blocks, kinds, lang)
    header.label(draft, view, blocks, kinds, lang)
    summary.label(view, blocks, kinds, lang)
    for position, block in enumerate(blocks):
        span = Span(block.start, block.end)
        if span not in whole or position in links:
            draft.segments.append(Segment(span, kinds.get(position) or BLOCK_KINDS[block.kind]))
    only_links = {Span(blocks[position].start, blocks[position].end) for position in links}
    draft.segments += [segment for segment in boilerplate if segment.span not in only_links]


def _is_the_report(found: Sequence[Segment], blocks: Sequence[Block]) -> bool:
    """Whether what looks like boilerplate is most of what the markup shows to be the report: then it is the report.

    A call for opinions can be a post of its own; a paywall's or a cookie notice's words never are.
    """
    talk = sum(segment.span.end - segment.span.start for segment in found if segment.kind not in NEVER_A_REPORT)
    return 2 * talk > sum(block.end - block.start for block in blocks)


def vocabulary_of(lang: str) -> str:
    """'en-GB' → 'en'; English where there is no vocabulary of the language."""
    primary = lang.replace("_", "-").split("-")[0].lower()
    return primary if primary in languages() else "en"
