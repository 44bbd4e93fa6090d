"""Files that are known and not read: each is refused with what to do, not taken for text."""

import re
from collections.abc import Iterator

from warbook.documents.decoding import is_text
from warbook.documents.drafts import Blob, Given
from warbook.documents.formats import Item
from warbook.errors import ReadError

MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "a rich text file (.rtf)", "save it as .docx or as text"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt)", "save it as .docx or .csv"),
    (b"\x89PNG", "a picture", "run text recognition (OCR) over it first"),
    (b"\xff\xd8\xff", "a picture", "run text recognition (OCR) over it first"),
    (b"GIF8", "a picture", "run text recognition (OCR) over it first"),
    (b"II*\x00", "a picture", "run text recognition (OCR) over it first"),
    (b"MM\x00*", "a picture", "run text recognition (OCR) over it first"),
    (b"ID3", "a sound recording", "transcribe it first"),
    (b"OggS", "a sound recording", "transcribe it first"),
    (b"RIFF", "a sound or video recording", "transcribe it first"),
    (b"\x1aE\xdf\xa3", "a video", "transcribe it first"),
    (b"SQLite format 3", "a database", "export its reports as .jsonl or .csv"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
)
XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b(?![^>]{0,200}\?>\s*<(?:!doctype\s+)?html)", re.I)
VIDEO = re.compile(rb".{4}ftyp", re.S)


def certainty(head: bytes, name: str) -> int:
    """The mark of such a file; XML that no other format claims."""
    if head.startswith(tuple(mark for mark, _, _ in MARKS)) or VIDEO.match(head):
        return 35
    return 25 if is_text(head) and XML.match(head) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """Raises ReadError always: what the file is and what to do."""
    for mark, what, advice in MARKS:
        if blob.head.startswith(mark):
            raise ReadError(f"is {what}", advice)
    if VIDEO.match(blob.head):
        raise ReadError("is a video", "transcribe it first")
    raise ReadError("is XML of a form that is not known here", "feeds, pages, books and Word documents are read")
    yield  # what makes this function the iterator that a format's read is
