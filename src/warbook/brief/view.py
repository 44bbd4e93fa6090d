"""The books arranged for a reader: findings with their sentences, figures by measure, origins, reports."""

import re
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2s
from pathlib import PurePath

import msgspec

from warbook.app.books import Books
from warbook.brief import chart
from warbook.display import passages, wording
from warbook.display.series import Series, Side, series
from warbook.documents import locate
from warbook.model import Anchor, Document, Figure, Finding

MOST_CHARTS = 12


def anchor(letter: str, identity: str) -> str:
    """A page anchor for an id, the same on every run: the id itself where it can stand in a link, else its hash."""
    safe = re.fullmatch(r"[\w-]{1,64}", identity, re.ASCII)
    return f"{letter}-{identity if safe else blake2s(identity.encode(), digest_size=8).hexdigest()}"


class Statement(msgspec.Struct, frozen=True):
    """One figure as a finding shows it: its sentence with the number marked, who says so, when, and where."""

    figure: Figure
    pieces: tuple[passages.Piece, ...]
    report: "Report | None"
    blamed: bool


class Report(msgspec.Struct, frozen=True, dict=True):
    """A report with its figures in reading order."""

    number: int
    document: Document
    figures: tuple[Figure, ...]

    @property
    def title(self) -> str:
        """The report's title, or the name of its file without the folders."""
        return self.document.title or PurePath(self.document.name).name or self.document.name

    @cached_property
    def blocks(self) -> tuple[passages.Block, ...]:
        """The report's text in paragraphs."""
        return tuple(passages.blocks(self.document, self.figures))


class Origin(msgspec.Struct, frozen=True):
    """Who says figures first: the reports that carry them, those through whom they came, and in what manner."""

    name: str | None
    figures: tuple[Figure, ...]
    reports: tuple[Report, ...]
    through: tuple[str, ...]
    manners: tuple[str, ...] = ()


class View:
    """What the page and the terminal show of the books."""

    def __init__(self, books: Books) -> None:
        self.books = books
        by_report: dict[str, list[Figure]] = {}
        for figure in books.figures:
            by_report.setdefault(figure.document, []).append(figure)
        self.reports = tuple(
            Report(number, document, tuple(sorted(by_report.get(document.id, ()), key=lambda f: f.span)))
            for number, document in enumerate(books.documents, 1)
        )
        self.report = {report.document.id: report for report in self.reports}
        self.series: list[Series] = series(books.figures)
        self.findings_of: dict[str, list[tuple[int, Finding]]] = {}
        for number, finding in enumerate(books.findings, 1):
            for claim in finding.claims:
                self.findings_of.setdefault(claim, []).append((number, finding))

    def statements(self, finding: Finding) -> list[Statement]:
        """The figures that a finding rests on, in its own order; claims that are no figure here are left to its sum."""
        found = [self.books.figure[claim] for claim in finding.claims if claim in self.books.figure]
        return [Statement(f, self._sentence(f), self.report.get(f.document), f.id in finding.blame) for f in found]

    def _sentence(self, figure: Figure) -> tuple[passages.Piece, ...]:
        document = self.books.document.get(figure.document)
        return passages.sentence(document, figure) if document else (passages.Piece(figure.quote),)

    @cached_property
    def charts(self) -> dict[tuple[str, str], chart.Chart]:
        """Drawings by title of the series and name of the side: those with most figures, some dozen at most."""
        found: dict[tuple[str, str], chart.Chart] = {}
        sides = [(one.title, side) for one in self.series for side in one.sides]
        for title, side in sorted(sides, key=lambda pair: -len(pair[1].figures)):
            if len(found) == MOST_CHARTS:
                break
            if drawn := chart.draw(title, side, lambda figure: anchor("f", figure.id)):
                found[title, side.name] = drawn
        return found

    @cached_property
    def origins(self) -> list[Origin]:
        """Who says figures, those on whom most reports rest first; the reports' own voice last."""
        groups: dict[str | None, list[Figure]] = {}
        for figure in self.books.figures:
            groups.setdefault(self.books.origin(figure), []).append(figure)
        found = [self._origin(name, figures) for name, figures in groups.items()]
        return sorted(found, key=lambda o: (o.name is None, -len(o.reports), -len(o.figures), o.name or ""))

    def _origin(self, name: str | None, figures: Sequence[Figure]) -> Origin:
        ids = dict.fromkeys(figure.document for figure in figures)
        through = dict.fromkeys(source.name for figure in figures for source in figure.sources[1:])
        reports = tuple(self.report[one] for one in ids if one in self.report)
        return Origin(name, tuple(figures), reports, tuple(through), self.books.manners.get(name or "", ()))

    def place_in_original(self, figure: Figure) -> Anchor | None:
        """The second of a video or the page that the figure's words belong to, where the report gives it."""
        document = self.books.document.get(figure.document)
        return locate(document, figure.span) if document else None

    @property
    def kinds(self) -> list[tuple[str, int, int]]:
        """Each kind of finding in order, with the number of its first and how many there are."""
        found = [finding.kind for finding in self.books.findings]
        return [(kind, found.index(kind) + 1, found.count(kind)) for kind in dict.fromkeys(found)]

    @property
    def proved(self) -> int:
        """How many findings arithmetic alone shows."""
        return sum(finding.proved and bool(wording.sure(finding)) for finding in self.books.findings)


__all__ = ["Origin", "Report", "Side", "Statement", "View", "anchor"]
