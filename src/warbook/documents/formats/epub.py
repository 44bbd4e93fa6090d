"""Electronic books (.epub): the chapters in the order of the book's spine, as one report."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from warbook.documents import dating, outline
from warbook.documents.archives import BROKEN, checked_zip
from warbook.documents.blocks import BlockKind, joined
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.markup import parse
from warbook.documents.pages import pieces
from warbook.errors import ReadError
from warbook.model import Publication

MIME = b"application/epub+zip"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"


class _Piece(NamedTuple):
    """A block of a chapter, or of the book's table of contents."""

    words: str
    kind: BlockKind
    is_contents: bool


def certainty(head: bytes, name: str) -> int:
    """A ZIP file whose first part says that it is a book."""
    return 90 if head.startswith(b"PK\x03\x04") and MIME in head[:100] else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError for a broken book."""
    data = blob.bytes()
    checked_zip(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            path = _package_path(book)
            package = _xml(book, path)
            lost: list[str] = []
            found = [one for one in _chapters(book, package, posixpath.dirname(path), lost) if one.words.strip()]
            text, blocks = joined((one.words, one.kind) for one in found)
    except (KeyError, StopIteration, zipfile.BadZipFile, etree.LxmlError, ValueError, RuntimeError) as error:
        raise ReadError(f"is no readable book: {error}") from error
    draft = Draft(text=text, media=MIME.decode())
    _note_metadata(package, draft)
    draft.remarks += [f"The chapter {name} could not be read" for name in lost]
    contents = frozenset(position for position, one in enumerate(found) if one.is_contents)
    outline.label(draft, text, blocks, given.lang or draft.lang or "en", contents)
    yield draft


def _xml(book: zipfile.ZipFile, path: str) -> etree._Element:
    return etree.fromstring(book.read(path), parser=etree.XMLParser(resolve_entities=False, no_network=True))


def _package_path(book: zipfile.ZipFile) -> str:
    container = _xml(book, "META-INF/container.xml")
    return next(str(e.get("full-path")) for e in container.iter("{*}rootfile"))


def _chapters(book: zipfile.ZipFile, package: etree._Element, folder: str, lost: list[str]) -> Iterator[_Piece]:
    """The blocks of the chapters in order; `lost` takes the names of those that are missing or broken."""
    paths = {item.get("id"): unquote(item.get("href") or "") for item in package.iter(f"{OPF}item")}
    contents = {
        item.get("id") for item in package.iter(f"{OPF}item") if "nav" in (item.get("properties") or "").split()
    }
    for reference in package.iter(f"{OPF}itemref"):
        path = paths.get(reference.get("idref"))
        if not path or reference.get("linear") == "no":
            continue
        try:
            chapter = book.read(posixpath.normpath(posixpath.join(folder, path))).decode("utf-8", errors="replace")
            found = pieces(parse(chapter))
        except (KeyError, RuntimeError, ReadError, *BROKEN):
            lost.append(path)
            continue
        is_contents = reference.get("idref") in contents
        yield from (_Piece(piece.text, piece.block, is_contents) for piece in found)


def _note_metadata(package: etree._Element, draft: Draft) -> None:
    def words(name: str) -> list[str]:
        return [" ".join((e.text or "").split()) for e in package.iter(f"{DC}{name}") if (e.text or "").strip()]

    draft.title = next(iter(words("title")), None)
    draft.authors = words("creator")
    draft.outlet = next(iter(words("publisher")), None)
    draft.lang = next(iter(words("language")), None)
    if (day := next(iter(words("date")), None)) and (found := dating.of_metadata(day)):
        draft.published = Publication(day=found[0], precision=found[1], found_in="metadata")
