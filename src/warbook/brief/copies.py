"""Copies in the terminal: families of reports that are one text, and passages taken over."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from warbook.app.books import Books
from warbook.brief.plain import plain
from warbook.brief.ties import Tie, apart, name, tie, ties
from warbook.display import wording
from warbook.documents import Family


def show(books: Books, console: Console) -> None:
    """The families with their shared words, then passages taken over between reports that are not one text."""
    for number, family in enumerate(books.families, 1):
        console.print()
        console.print(Text(f"{number}. {wording.plural(len(family.members), 'report')}, one text", style="bold"))
        for member in family.members:
            document = books.document[member]
            _indented(console, plain(name(document)), 3)
            if document.title:
                _indented(console, plain(document.name, "dim"), 3)
            _ties(books, member, family, console)
    same = [copy for copy in books.copies if copy.kind == "same bytes"]
    for copy in same:
        console.print()
        console.print(plain(f"The same bytes: {copy.origin} and {copy.document}"))
    others = apart(books)
    for copy in others:
        found = tie(books, copy, copy.document, books.document[copy.origin])
        console.print()
        console.print(plain(name(books.document[copy.document]), "bold"))
        for line in (plain(found.words), *quoted(found)):
            _indented(console, line, 3)
    if not (books.families or others or same):
        console.print(f"No copies among {wording.plural(len(books.documents), 'report')}.")


def _ties(books: Books, member: str, family: Family, console: Console) -> None:
    """What ties a member to the first of its family, or where nothing does to another member."""
    found = [one for one in ties(books, member) if one.other.id in family.members]
    first = [one for one in found if one.other.id == family.members[0]] or found[:1]
    for one in first if member != family.members[0] else ():
        for line in (plain(one.words), *quoted(one)):
            _indented(console, line, 6)


def _indented(console: Console, words: Text, left: int) -> None:
    console.print(Padding(words, (0, 0, 0, left)))


def quoted(found: Tie) -> Iterator[Text]:
    """The shared words, the first few stretches of them."""
    for words in found.passages:
        yield plain(f"“{words}”", "dim")
    if found.more:
        yield plain(f"… and {wording.plural(found.more, 'more stretch', 'more stretches')}", "dim")
