"""PDF: the words of each page in reading order, columns one after the other, with page numbers kept as anchors."""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING

from warbook.documents import dating, outline
from warbook.documents.blocks import Block
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.layout import Paragraph, dehyphenated, line_step, paragraphs
from warbook.documents.runs import Run, page_lines
from warbook.errors import ReadError
from warbook.model import Anchor, Segment, Span

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MOST_PAGES = 5_000
MOST_UNPACKED = 256 * 1024**2
"""Bytes that one stream of a file may unpack to."""
MOST_RATIO = 1032
"""What deflate can pack at best: shorter streams cannot be bombs."""
STREAM = re.compile(rb"/Filter\s*(?P<filters>\[[^\]]{0,200}\]|/\w+)[^\0]{0,2000}?>>\s*stream\r?\n")
MOST_CHARACTERS = 50_000_000
PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
BY_PROGRAM = re.compile(r"^(?:microsoft word|untitled|document\d*$)|\.(?:docx?|indd|qxd|pdf|odt)$", re.IGNORECASE)
LONG_WORD = re.compile(r"[^\W\d_]{3,}")
TITLE_WORDS, LONGEST_TITLE, LARGE = 3, 240, 1.25
"""Words of a title at least, characters at most; how much larger than the median paragraph it is set."""
FEWEST = 3
"""Pages on which a running header stands, of files that have as many."""
LONGEST_HEADER = 120
"""Characters of a line that is a running header where there are fewer pages."""
EDGE = 2
"""Paragraphs at the top and the bottom of a page that may be running headers or footers."""


def certainty(head: bytes, name: str) -> int:
    """The PDF mark in the first kilobyte."""
    return 90 if b"%PDF-" in head[:1024] else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError for a broken, locked or scanned file."""
    import pypdfium2 as pdfium

    data = blob.bytes()
    _refuse_bombs(data)
    try:
        book = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ReadError(
            "is locked with a password" if locked else f"is no readable PDF: {_first_line(error)}"
        ) from error
    try:
        yield _draft(book, given)
    finally:
        book.close()


def _refuse_bombs(data: bytes) -> None:
    """Raises ReadError where one stream unpacks to more than MOST_UNPACKED, or is packed twice over."""
    for match in STREAM.finditer(data):
        if match["filters"].count(b"Decode") > 1 and match["filters"].count(b"/Fl") > 1:
            raise ReadError("holds a stream that is packed twice, as no report's is")
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        if len(packed) * MOST_RATIO > MOST_UNPACKED and _unpacks_to_more(packed):
            raise ReadError(f"holds a stream that unpacks to more than {MOST_UNPACKED // 1024**2} MB")


def _unpacks_to_more(packed: bytes) -> bool:
    unpacker, size = zlib.decompressobj(), 0
    while packed and size <= MOST_UNPACKED:
        try:
            size += len(unpacker.decompress(packed, 16 * 1024**2))
        except zlib.error:
            return False
        packed = unpacker.unconsumed_tail
    return size > MOST_UNPACKED


def _draft(book: "pdfium.PdfDocument", given: Given) -> Draft:
    if len(book) > MOST_PAGES:
        raise ReadError(f"has {len(book):,} pages, more than {MOST_PAGES:,}", "split it")
    runs = list(_pages(book))
    step = line_step(runs)
    pages = [paragraphs(page, step) for page in runs]
    if not any(pages):
        raise ReadError(f"has no text: its {len(book)} pages are pictures", "run text recognition (OCR) over it first")
    draft = Draft(text="", media="application/pdf", outlet=None)
    _note_metadata(book, draft)
    whole = dehyphenated(pages)
    running = _running(whole)
    draft.title = _known_title(draft.title, whole) or _set_large(whole, running)
    blocks = _lay_out(draft, whole, running, given)
    empty = sum(not page for page in pages)
    draft.remarks += [f"{empty} of {len(pages)} pages have no text"] if empty else []
    outline.label(draft, draft.text, blocks, given.lang or "en")
    return draft


def _pages(book: "pdfium.PdfDocument") -> Iterator[list[Run]]:
    from pypdfium2 import PdfiumError

    total = 0
    for number in range(len(book)):
        try:
            page = book[number]
            words = page.get_textpage()
        except PdfiumError:
            yield []
            continue
        total += words.count_chars()
        if total > MOST_CHARACTERS:
            raise ReadError(f"holds more than {MOST_CHARACTERS:,} characters", "split it")
        yield page_lines(words)
        words.close()
        page.close()


def _lay_out(draft: Draft, pages: list[list[Paragraph]], running: set[str], given: Given) -> list[Block]:
    """Fills text, page anchors and the segments of running headers; the blocks of the rest."""
    pieces: list[str] = []
    blocks: list[Block] = []
    start = 0
    for number, page in enumerate(pages, 1):
        opened = start
        for position, paragraph in enumerate(page):
            end = start + len(paragraph.text)
            pieces.append(paragraph.text)
            if _at_edge(position, page) and _shape(paragraph) in running:
                draft.segments.append(Segment(Span(start, end), "boilerplate", "on every page"))
            else:
                blocks.append(Block(start, end, paragraph.kind))
            start = end + 1
        if page:
            url = f"{given.url}#page={number}" if given.url else None
            draft.anchors.append(Anchor(Span(opened, start - 1), "page", number, url))
    draft.text = "\n".join(pieces)
    return blocks


def _running(pages: list[list[Paragraph]]) -> set[str]:
    """The shapes of paragraphs that stand at the edge of most pages, and page numbers."""
    seen: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for position, paragraph in enumerate(page):
            if _at_edge(position, page) and (len(pages) >= FEWEST or _is_line(paragraph)):
                seen[_shape(paragraph)].append((number, [int(digits) for digits in DIGITS.findall(paragraph.text)]))
    filled = sum(1 for page in pages if page)
    enough = max(min(filled, FEWEST), 2, 0.4 * filled)
    often = {shape for shape, found in seen.items() if len({n for n, _ in found}) >= enough and _counts_pages(found)}
    return often | {shape for shape in seen if PAGE_NUMBER.fullmatch(shape.replace("#", "1"))}


def _is_line(paragraph: Paragraph) -> bool:
    return paragraph.kind != "table" and len(paragraph.text) <= LONGEST_HEADER


def _counts_pages(found: list[tuple[int, list[int]]]) -> bool:
    """Whether each number in a line is the same on all pages, or goes up with them; others are the report's own."""
    return all(
        len(set(numbers)) == 1 or len({number - page for (page, _), number in zip(found, numbers, strict=True)}) == 1
        for numbers in zip(*(own for _, own in found), strict=True)
    )


def _known_title(title: str | None, pages: list[list[Paragraph]]) -> str | None:
    """The title of the file's properties, where a word of it stands on the first pages; else it is a template's."""
    words = " ".join(paragraph.text for page in pages[:3] for paragraph in page).lower()
    return title if title and any(word in words for word in LONG_WORD.findall(title.lower())) else None


def _set_large(pages: list[list[Paragraph]], running: set[str]) -> str | None:
    """The words of the first page that are set much larger than the rest; None where none are, or single words only."""
    first = next((page for page in pages if page), [])
    body = [paragraph.size for page in pages for paragraph in page if paragraph.size]
    found = [p for p in first if _shape(p) not in running and len(p.text.split()) >= TITLE_WORDS]
    largest = max(found, key=lambda paragraph: paragraph.size, default=None)
    if largest is None or len(largest.text) > LONGEST_TITLE or largest.size < LARGE * median(body or [0.0]):
        return None
    return largest.text


def _at_edge(position: int, page: list[Paragraph]) -> bool:
    return position < EDGE or position >= len(page) - EDGE


def _shape(paragraph: Paragraph) -> str:
    return DIGITS.sub("#", paragraph.text)


def _note_metadata(book: "pdfium.PdfDocument", draft: Draft) -> None:
    fields = {key: value.strip() for key, value in book.get_metadata_dict(skip_empty=True).items()}
    title = fields.get("Title", "")
    draft.title = title if title and not BY_PROGRAM.search(title) else None
    draft.authors = [fields["Author"]] if fields.get("Author") else []
    made = dating.of_metadata(fields.get("CreationDate", "").removeprefix("D:")[:8])
    if made:
        draft.remarks.append(f"The PDF file was made on {made[0].isoformat()}; that need not be its day of publication")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
