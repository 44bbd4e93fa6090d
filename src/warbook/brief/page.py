"""The brief as one HTML file: no script, nothing fetched, every text of a report escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from warbook import __version__
from warbook.app.books import Books
from warbook.brief.ties import ties
from warbook.brief.view import View, anchor
from warbook.display import wording
from warbook.errors import UsageError


def page(books: Books) -> str:
    """The whole page. The same books give the same page."""
    template = _environment().get_template("page.html.jinja")
    return template.render(view=View(books), books=books, version=__version__)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("warbook.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(words=wording, anchor=anchor, drawing=Markup, ties=ties)
    return environment


def write(books: Books, path: Path) -> None:
    """Write the page; its folder is made, and a page that was there stays whole until the new one is complete."""
    if path.is_dir():
        raise UsageError(f"{path}: is a folder", "name a file for the page")
    content = page(books).encode("utf-8", "backslashreplace")
    if path.exists() and not path.is_file():  # a device or a pipe
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
