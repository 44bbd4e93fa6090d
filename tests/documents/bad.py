"""Broken files and traps, made here: what a reader must refuse in one clear line, or read as far as it goes."""

import io
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from documents import gallery

GIGABYTE = 1024**3


def pdf_bomb(unpacked: int = 300 * 1024**2) -> bytes:
    """A PDF whose only page is drawn by a stream that unpacks to so many bytes."""
    packer, block = zlib.compressobj(9), b"0 0 m\n" * 174_762
    parts = [packer.compress(block) for _ in range(unpacked // len(block) + 1)]
    packed = b"".join([*parts, packer.flush()]).decode("latin-1")
    return gallery.assembled([
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R >>",
    ])  # fmt: skip


def zip_bomb(unpacked: int = 300 * 1024**2) -> bytes:
    """A ZIP with a good report and a member that unpacks to so many bytes."""
    out = io.BytesIO(gallery.zipped({"good.txt": gallery.TEXT.encode()}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.txt", "w") as member:
        for _ in range(unpacked // 1024**2 + 1):
            member.write(b"0" * 1024**2)
    return out.getvalue()


def laughs() -> bytes:
    """A feed whose entities multiply."""
    names = ["a", *(f"a{n}" for n in range(9))]
    ten = [(name, f"&{inner};" * 10) for inner, name in pairwise(names)]
    entities = "".join(f'<!ENTITY {name} "{content}">' for name, content in [("a", "ha"), *ten])
    item = "<rss version='2.0'><channel><item><title>&a8;</title></item></channel></rss>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>{item}'.encode()


def wrong_length() -> bytes:
    """A web archive of three texts, the second of which says that it is longer than it is."""
    text = gallery.TEXT.encode()
    return b"".join(
        gallery.warc_record("conversion", f"https://example.org/{n}", text + b"%d" % n, "text/plain", *wrong)
        for n, wrong in enumerate(((), (len(text) + 300,), ()))
    )


BAD: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "cut.pdf": (lambda: gallery.pdf()[:300], "no readable PDF", 0),
    "scanned.pdf": (lambda: gallery.pdf([[], []]), "pictures", 0),
    "bomb.pdf": (pdf_bomb, "unpacks to more", 0),
    "bomb.zip": (zip_bomb, "MB, more than 256 MB", 1),
    "climbing.zip": (
        lambda: gallery.zipped({"../../up.txt": b"Out.", "good.txt": gallery.TEXT.encode()}), "leads out", 1,
    ),
    "laughs.rss": (laughs, "entities", 0),
    "page.rss": (gallery.html, "", 1),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 100_000 + b"Four men died.", "nests its tags", 0),
    "wrong.warc": (wrong_length, "length is wrong", 2),
    "broken-row.csv": (lambda: gallery.table() + b"c-2,2023-05-05\r\n", "fields where the header has", 1),
    "mixed.txt": (lambda: "Zwölf Tote in Köln.\n".encode() * 20 + "Für".encode("latin-1"), "", 1),
    "empty.txt": (lambda: b"", "is empty", 0),
    "broken.jsonl": (lambda: b'{"text": "Four men died."}\n{"text": "Six', "record of a collection", 1),
}  # fmt: skip
"""For each file: how it is made, words of the reason that is given ('' where it is read), and the reports in it."""


def write_sparse(place: Path, size: int = 2 * GIGABYTE) -> None:
    """A text file of so many bytes, most of which are not on the disk."""
    place.write_bytes(gallery.TEXT.encode() * 300)
    with place.open("r+b") as out:
        out.truncate(size)
