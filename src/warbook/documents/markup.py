"""The report of a page's markup: its visible text, with what is the report and what is not."""

import re
from collections.abc import Sequence

from lxml import etree, html

from warbook.documents import discussion, header, headline, maintext, metadata, outline
from warbook.documents.blocks import Block, joined
from warbook.documents.drafts import Draft, Given
from warbook.documents.pages import Piece, pieces, strip
from warbook.errors import ReadError
from warbook.model import Segment, Span

DIGITS = re.compile(r"\s*\d{1,3}\s*", re.ASCII)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


DEEPEST = 2048
"""Tags inside each other; the parser stops there."""
MOST_CHARACTERS = 64_000_000
"""Of one page's markup."""


def of_markup(markup: str, given: Given) -> Draft:
    """The report of a page's markup. Raises ReadError where it has no words."""
    tree, is_cut = _parsed(markup)
    draft = Draft(text="", media="text/html")
    if is_cut:
        draft.remarks.append(f"Its tags are nested more than {DEEPEST:,} deep; what comes after that place is not read")
    metadata.of_page(tree, draft)
    strip(tree)
    found = pieces(tree)
    draft.text = "\n".join(piece.text for piece in found)
    main = maintext.choose(tree, found)
    for position in headline.repeats(draft.title or "", [piece.text for piece in found]):
        main[position] = main[position] or found[position].linked <= maintext.MOSTLY
        if found[position].block == "heading" and len(found[position].text) < len(draft.title or ""):
            draft.title = found[position].text  # without the name of the outlet
    lang = outline.vocabulary_of(given.lang or draft.lang or "en")
    whole = _blocks(found)
    beside = frozenset(i for i, read_it in enumerate(main) if not read_it)
    comments = discussion.positions(draft.text, whole, beside, lang)
    blocks = []
    for position, (piece, block) in enumerate(zip(found, whole, strict=True)):
        span = Span(block.start, block.end)
        if position in comments:
            draft.segments.append(Segment(span, "comments"))
        elif piece.byline:
            kind = header.note(draft, draft.text, block._replace(kind="paragraph"), lang)
            draft.segments.append(Segment(span, kind))
        elif main[position]:
            blocks.append(block)
        else:
            draft.segments.append(Segment(span, piece.aside))
    outline.label(draft, draft.text, blocks, lang, chosen=True)
    return draft


def _blocks(found: Sequence[Piece]) -> list[Block]:
    """The pieces as blocks of the text that they are, a line each."""
    blocks, start = [], 0
    for piece in found:
        blocks.append(Block(start, start + len(piece.text), piece.block))
        start += len(piece.text) + 1
    return blocks


def _parser() -> etree.HTMLParser:
    """A parser without comments. One class for all elements: lxml.html asks a slow function for each."""
    parser = etree.HTMLParser(recover=True, remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


def parse(markup: str) -> html.HtmlElement:
    """The tree of a page. Raises ReadError where there is none."""
    return _parsed(markup)[0]


def _parsed(markup: str) -> tuple[html.HtmlElement, bool]:
    """The tree of a page, and whether it ends early for tags nested too deep. Raises ReadError where it is empty."""
    if len(markup) > MOST_CHARACTERS:
        raise ReadError(f"is a page of {len(markup):,} characters, more than {MOST_CHARACTERS:,}")
    parser = _parser()
    try:
        tree = html.document_fromstring(DECLARATION.sub("", markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("is a page without words") from error
    is_cut = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    if is_cut and not any(words.strip() for words in tree.itertext()):
        raise ReadError(f"nests its tags more than {DEEPEST:,} deep, so that no words can be read")
    _raise(tree)
    return tree, is_cut


def _raise(tree: html.HtmlElement) -> None:
    """Writes raised digits as such: the 2 of '14<sup>2</sup> men' is the mark of a note, not part of a number."""
    for element in tree.iter("sup"):
        inner = [element, *element.iterdescendants()]
        if DIGITS.fullmatch("".join(one.text or "" for one in inner)) and not any(one.tail for one in inner[1:]):
            for one in inner:
                one.text = (one.text or "").strip().translate(RAISED)


def of_fragment(markup: str, given: Given) -> Draft:
    """The report of markup that holds nothing else: an entry of a feed, the body of a mail."""
    text, blocks = joined((piece.text, piece.block) for piece in pieces(parse(markup)))
    draft = Draft(text=text, media="text/html")
    outline.label(draft, text, blocks, given.lang or "en")
    return draft
