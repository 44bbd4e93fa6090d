"""Bytes to text, once. A byte order mark is dropped; everything else stays, line endings included."""

import codecs
from typing import BinaryIO

from charset_normalizer import from_bytes

from warbook.documents.drafts import WIDE
from warbook.errors import ReadError

MARKS = ((codecs.BOM_UTF8, "utf-8"), *WIDE)
SAMPLE = 65_536
BLOCK = 1024 * 1024
CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27, 26})
"""Control characters that no text file holds; what terminals and old word processors leave behind is let through."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text and a remark where the encoding had to be guessed. Raises ReadError for what is no text.

    `declared` is the encoding that a header or a tag names; it is tried after the byte order mark and UTF-8.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), None
    if is_binary(data):
        raise ReadError("is no text: it holds control bytes")
    for candidate in ("utf-8", declared):
        if candidate is not None and _known(candidate):
            try:
                return data.decode(candidate), None
            except UnicodeDecodeError:
                continue
    return _guessed(data)


def encoding_of(stream: BinaryIO) -> tuple[str, str | None]:
    """The encoding of a text that is read in a stream, and a remark where it had to be guessed.

    Raises ReadError for what is no text. Memory: a block at a time.
    """
    head = stream.read(SAMPLE)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return ("utf-8-sig" if encoding == "utf-8" else encoding.removesuffix("-le").removesuffix("-be")), None
    if is_binary(head):
        raise ReadError("is no text: it holds control bytes")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
        while block := stream.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        best = from_bytes(head).best()
        if best is None:
            raise ReadError("is in no encoding that could be told", "save it as UTF-8") from None
        return best.encoding, f"The file is not UTF-8; it was read as {best.encoding}"
    return "utf-8", None


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a file may be text: a byte order mark, or no control bytes."""
    return any(head.startswith(mark) for mark, _ in MARKS) or not is_binary(head)


def is_binary(data: bytes) -> bool:
    """Whether bytes hold control characters that text has not. UTF-16 without a mark counts as binary too."""
    sample = data[:SAMPLE]
    return b"\0" in data or len(sample) - len(sample.translate(None, CONTROLS)) > len(sample) // 1000


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"starts with a {encoding} mark but is not {encoding} at byte {error.start}") from error


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _guessed(data: bytes) -> tuple[str, str]:
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise ReadError("is in no encoding that could be told", "save it as UTF-8")
    text = data.decode(best.encoding, errors="replace")
    lost = text.count("�")
    unreadable = f"; {lost} characters could not be read" if lost else ""
    return text, f"The file is not UTF-8; it was read as {best.encoding}{unreadable}"
