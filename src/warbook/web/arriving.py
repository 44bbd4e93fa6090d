"""What a browser or a program sends in: checked, put into a private folder under names of our own, made a task."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from warbook.documents import is_address
from warbook.errors import UsageError
from warbook.web.jobs import Task
from warbook.web.settings import MEGABYTE, Settings

PASTED = "pasted text"
LONGEST_NAME = 150


def label(name: str | None) -> str:
    """A file's own name as a label: no folders, nothing that steers a terminal or a page. Never used as a path."""
    last = re.split(r"[/\\]", name or "")[-1]
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+", " ", last).strip(" .")
    return plain[-LONGEST_NAME:] or "unnamed file"


def task(
    settings: Settings,
    files: Iterable[tuple[str | None, BinaryIO]] = (),
    text: str = "",
    url: str = "",
    title: str = "",
    published: date | None = None,
) -> Task:
    """A task to read what came in. Raises UsageError where nothing did, or what came cannot be meant so."""
    urls = tuple(_address(line) for line in url.split() if line)
    data = text.encode("utf-8", "replace") if text.strip() else b""
    if len(data) > settings.most_paste:
        most = settings.most_paste // MEGABYTE
        raise UsageError(f"the text is larger than {most} MB, so nothing of it was stored", "add it as a file")
    folder = tempfile.mkdtemp(prefix="warbook-")
    try:
        kept = [(label(name), _keep(folder, number, source)) for number, (name, source) in enumerate(files)]
        if data:
            place = Path(folder) / "text"
            place.write_bytes(data)
            kept.append((label(title) if title.strip() else PASTED, str(place)))
        if not kept and not urls:
            raise UsageError("nothing to read was given", "drop files, paste a text or give an address")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Task(
        files=tuple(kept),
        folder=folder,
        urls=urls,
        title=title.strip() or None,
        published=published,
        allow_private=settings.allow_private,
        quick=settings.quick,
        balanced_up_to=settings.balanced_up_to,
    )


def _keep(folder: str, number: int, source: BinaryIO) -> str:
    place = Path(folder) / str(number)
    with place.open("xb") as out:
        shutil.copyfileobj(source, out)
    return str(place)


def _address(line: str) -> str:
    if not is_address(line) or len(line) > 2000:
        raise UsageError(f"'{line[:80]}' is no address", "it begins with https://")
    return line
