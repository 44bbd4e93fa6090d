"""HTML: the text is the visible text of the whole page; what of it is the report is labelled."""

import re
from collections.abc import Iterator

from lxml import etree, html

from warbook.documents import header, maintext, metadata, outline
from warbook.documents.blocks import Block
from warbook.documents.decoding import decode, is_text
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.pages import pieces
from warbook.errors import ReadError
from warbook.model import Segment, Span

OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,20000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html\b|head\b|body\b)",
    re.I | re.S,
)
FRAGMENT = re.compile(
    rb"\s*<(?:p|div|article|section|h[1-6]|table|ul|ol|main|span|blockquote|meta|title)\b[^>]{0,2000}>", re.I
)
CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,40})""", re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DEEPEST = 400
"""Deeper tags are read as if they were this deep: no page of words needs more, and the parser stays bounded."""


def certainty(head: bytes, name: str) -> int:
    """A doctype, <html> or <body>; or a fragment that begins with a tag and closes some."""
    if not is_text(head):
        return 0
    if OPENING.match(head):
        return 50
    return 15 if FRAGMENT.match(head) and head.count(b"</") >= 1 else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError where the page has no words."""
    data = blob.bytes()
    declared = CHARSET.search(data[:4096])
    text, remark = decode(data, declared[1].decode("ascii") if declared else None)
    draft = of_markup(text, given)
    draft.remarks += [remark] if remark else []
    yield draft


def of_markup(markup: str, given: Given) -> Draft:
    """The report of a page's markup. Raises ReadError where it has no words."""
    tree = parse(markup)
    found = pieces(tree)
    draft = Draft(text="\n".join(piece.text for piece in found), media="text/html")
    metadata.of_page(tree, draft)
    main = maintext.choose(tree, found)
    lang = outline.vocabulary_of(given.lang or draft.lang or "en")
    blocks, start = [], 0
    for piece, read_it in zip(found, main, strict=True):
        end = start + len(piece.text)
        if piece.byline:
            kind = header.note(draft, draft.text, Block(start, end, "paragraph"), lang)
            draft.segments.append(Segment(Span(start, end), kind))
        elif read_it:
            blocks.append(Block(start, end, piece.block))
        else:
            draft.segments.append(Segment(Span(start, end), piece.aside))
        start = end + 1
    outline.label(draft, draft.text, blocks, lang)
    return draft


def parse(markup: str) -> html.HtmlElement:
    """The tree of a page. Raises ReadError where there is none."""
    try:
        tree = html.document_fromstring(
            DECLARATION.sub("", markup), parser=html.HTMLParser(recover=True, remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("is a page without words") from error
    return tree
