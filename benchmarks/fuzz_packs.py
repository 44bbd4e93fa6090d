"""What a fuzzer needs beyond flipped bytes: packs that are changed inside, and seeds for what the gallery lacks."""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable

import atheris

Mutator = Callable[[bytes, int, int], bytes]


def in_zip(data: bytes, longest: int, seed: int) -> bytes:
    """The bytes with one member of the ZIP changed and packed again; changed as they are where that cannot be."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        return atheris.Mutate(data, longest)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            members = {name: pack.read(name) for name in pack.namelist()[:50]}
    except Exception:  # whatever a broken pack raises: it is changed as it is
        return atheris.Mutate(data, longest)
    if not members:
        return atheris.Mutate(data, longest)
    name = chance.choice(sorted(members))
    members[name] = atheris.Mutate(members[name], max(len(members[name]) * 2, 1_000))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for member, words in members.items():
            pack.writestr(member, words)
    return out.getvalue() if len(out.getvalue()) <= longest else atheris.Mutate(data, longest)


def in_gzip(data: bytes, longest: int, seed: int) -> bytes:
    """The same for what gzip packed."""
    if random.Random(seed).random() < 0.3:
        return atheris.Mutate(data, longest)
    try:
        inner = zlib.decompressobj(31).decompress(data, 1_000_000)
    except zlib.error:
        return atheris.Mutate(data, longest)
    packed = gzip.compress(atheris.Mutate(inner, max(len(inner) * 2, 1_000)), mtime=0)
    return packed if len(packed) <= longest else atheris.Mutate(data, longest)


PACKS: dict[str, Mutator] = {**dict.fromkeys(("docx", "epub", "zip"), in_zip), "compressed": in_gzip}


def seeds_beyond(name: str) -> dict[str, bytes]:
    """Small files of what is known and refused, for the reader that refuses it."""
    if name != "foreign":
        return {}
    from warbook.documents.formats.foreign import MARKS

    marked = {f"mark{number}": mark + b" and more" for number, (mark, _, _) in enumerate(MARKS)}
    return {**marked, "film": b"\0\0\0 ftypisom", "other.xml": b'<?xml version="1.0"?><kml><a>words</a></kml>'}
