"""Word documents (.docx): paragraphs by their styles, tables row by row, footnotes last."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from lxml import etree

from warbook.documents import outline
from warbook.documents.archives import checked_zip
from warbook.documents.blocks import BlockKind, joined
from warbook.documents.drafts import Blob, Draft, Given
from warbook.errors import ReadError

if TYPE_CHECKING:
    from docx.document import Document

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("title", "heading"), ("heading", "heading"), ("list", "item"), ("quote", "quotation"), ("caption", "caption"),
)  # fmt: skip
FOREIGN = (AttributeError, TypeError, IndexError)
"""What the library raises where a part lacks what it must have."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {f"{WORD}tab": " ", f"{WORD}br": " ", f"{WORD}cr": " ", f"{WORD}noBreakHyphen": "-"}
LEFT_OUT = frozenset({f"{WORD}del", f"{WORD}moveFrom", f"{WORD}txbxContent", FALLBACK})


def certainty(head: bytes, name: str) -> int:
    """A ZIP file with the parts of an Office document; one that is not Word's is refused when it is read."""
    office = b"[Content_Types].xml" in head[:200] or (b"[Content_Types].xml" in head and b"word/" in head)
    if not head.startswith(b"PK\x03\x04") or not office:
        return 0
    return 80


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError for a broken file."""
    import docx
    from docx.opc.exceptions import OpcError

    data = blob.bytes()
    checked_zip(data)
    try:
        book = docx.Document(io.BytesIO(data))
        text, blocks = joined(_parts(book))
    except (BadZipFile, OpcError, KeyError, ValueError, etree.LxmlError, RuntimeError) as error:
        raise ReadError(f"is no readable Word document: {error}") from error
    except FOREIGN as error:
        raise ReadError("is no readable Word document: a part of it lacks what every such part has") from error
    draft = Draft(text=text, media=MIME)
    made = _note_properties(book, draft)
    outline.label(draft, text, blocks, given.lang or draft.lang or "en")
    if draft.published is None and made:
        draft.remarks.append(f"The file was made on {made}; that need not be its day of publication")
    yield draft


def _note_properties(book: "Document", draft: Draft) -> str | None:
    """Takes title, author and language from the file's properties; the day on which it was made, where they tell."""
    try:
        about = book.core_properties
        draft.title = about.title or None
        draft.authors = [about.author] if about.author and about.author != "python-docx" else []
        draft.lang = about.language or None
        return about.created.date().isoformat() if about.created else None
    except (*FOREIGN, KeyError, ValueError, etree.LxmlError):
        draft.remarks.append("The properties of the file are broken")
        return None


def _parts(book: "Document") -> Iterator[tuple[str, BlockKind]]:
    names = {style.style_id: (style.name or "").lower() for style in book.styles}
    for block in _blocks(book.element.body):
        if block.tag == f"{WORD}p":
            yield "".join(_written(block)), _kind(names.get(_style(block), ""))
            yield from _boxes(block)
        else:
            yield from _table_rows(block)
    for part in book.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            yield from _notes(part.blob)


def _written(element: etree._Element) -> Iterator[str]:
    """The words of a paragraph as its last author left it: with what was inserted, without what was taken out."""
    for child in element:
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in MARKS:
            yield MARKS[child.tag]
        elif child.tag not in LEFT_OUT:
            yield from _written(child)


def _boxes(paragraph: etree._Element) -> Iterator[tuple[str, BlockKind]]:
    """The paragraphs of the text boxes that hang at a paragraph; each box is written down twice, for old programs."""
    for box in paragraph.iter(f"{WORD}txbxContent"):
        if next(box.iterancestors(FALLBACK), None) is None:
            yield from (("".join(_written(inner)), "paragraph") for inner in box.iter(f"{WORD}p"))


def _kind(style: str) -> BlockKind:
    return next((kind for word, kind in STYLES if style.startswith(word)), "paragraph")


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a part in order, those in content controls too, but no table of contents."""
    for child in container:
        if child.tag in (f"{WORD}p", f"{WORD}tbl"):
            yield child
        elif child.tag not in LEFT_OUT and not _is_contents(child):
            yield from _blocks(child)


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery")
    return gallery is not None and gallery.get(f"{WORD}val") == "Table of Contents"


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return style.get(f"{WORD}val") or "" if style is not None else ""


def _table_rows(table: etree._Element) -> Iterator[tuple[str, BlockKind]]:
    """A line a row. A table inside a cell stands in the cell's words; a cell over several rows stands in each."""
    above: dict[int, str] = {}
    for row in _inside(table, f"{WORD}tr"):
        column, said = 0, []
        for cell in _inside(row, f"{WORD}tc"):
            above[column] = above.get(column, "") if _goes_on(cell) else _cell(cell)
            said.append(above[column])
            column += _width(cell)
        yield " | ".join(said), "table"


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell is the lower part of one over several rows."""
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merge is not None and merge.get(f"{WORD}val") != "restart"


def _width(cell: etree._Element) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    many = span.get(f"{WORD}val") or "" if span is not None else ""
    return int(many) if many.isascii() and many.isdigit() else 1


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (*LEFT_OUT, f"{WORD}tbl", f"{WORD}p"):
            yield from _inside(child, tag)


def _cell(cell: etree._Element) -> str:
    paragraphs = (p for p in cell.iter(f"{WORD}p") if next(p.iterancestors(*LEFT_OUT), None) is None)
    return " ".join(" ".join("".join(_written(paragraph)).split()) for paragraph in paragraphs).strip()


def _notes(data: bytes) -> Iterator[tuple[str, BlockKind]]:
    tree = etree.fromstring(data, parser=etree.XMLParser(resolve_entities=False, no_network=True))
    for paragraph in tree.iter(f"{WORD}p"):
        yield " ".join("".join(_written(paragraph)).split()), "paragraph"
