"""The brief as one HTML file: no script, nothing fetched, every text of a report escaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from warbook import __version__
from warbook.app.books import Books
from warbook.brief import wording
from warbook.brief.view import View, anchor


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
    environment.globals.update(words=wording, anchor=anchor, drawing=Markup)
    return environment
