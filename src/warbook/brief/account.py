"""Accounts of a ledger in the terminal: the history of a claim, reviews, what a search found, the list of reports."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from warbook.brief.plain import plain
from warbook.brief.terminal import when
from warbook.display import wording
from warbook.ledger import Change, Claim, Hit, Report, Review, Step
from warbook.model import Document, Figure

SHORT = 12
"""Characters of a claim's id that are shown: enough to tell claims apart in any book."""


def moment(at: datetime) -> str:
    """'2024-11-02 18:30', as the clock here has it."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def review(written: Review, console: Console) -> None:
    """One line on a review, and a second where somebody else was faster."""
    console.print(plain(f"{written.claim[:SHORT]}: {said(written)}"), soft_wrap=True)
    if written.crossed:
        console.print("  Somebody else changed this claim meanwhile; both reviews are kept.", style="bold")


def said(written: Review) -> str:
    """What a reviewer said, in words: 'corrected by Ada: party from Norland to Sudland; the list says so'."""
    corrected = ", ".join(map(_change, written.changes))
    parts = [f"{written.verdict} by {written.reviewer}", *([corrected] if corrected else [])]
    return ": ".join(parts) + (f" ({written.note})" if written.note else "")


def _change(change: Change) -> str:
    return f"{change.field} from {_shown(change.old)} to {_shown(change.new)}"


def _shown(value: object) -> str:
    return "nothing" if value is None else value if isinstance(value, str) else msgspec.json.encode(value).decode()


def history(steps: Sequence[Step], document: Document, console: Console) -> None:
    """Everything that the book said of a claim, with its words and its report at the head."""
    figure = steps[-1].figure
    console.print(plain(f"Claim {figure.id}", "bold"))
    console.print(plain(f"'{figure.number}' in {document.title or document.name}: {figure.quote}"), soft_wrap=True)
    for step in steps:
        console.print()
        read = f"read by {step.run.version}" if step.read else f"no longer found by {step.run.version}"
        head = f"{moment(step.at)}  {said(step.review) if step.review else read}"
        console.print(plain(head, "bold"), soft_wrap=True)
        console.print(Padding(plain(f"{_line(step.figure)} [{step.status}]"), (0, 0, 0, 3)))


def _line(figure: Figure) -> str:
    what = f"{wording.measure(figure)}: {wording.value(figure.value)}"
    return "; ".join(filter(None, (wording.side(figure), what, when(figure), wording.chain(figure))))


def hits(found: Iterable[Hit], claims: Sequence[Claim], console: Console) -> None:
    """Passages with the words marked, then the claims in whose sentences they stand."""
    none = True
    for hit in found:
        none = False
        console.print(plain(hit.name, "bold"), soft_wrap=True)
        console.print(Padding(_marked(hit), (0, 0, 1, 3)))
    if claims:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for name in ("Claim", "What it says", "Status", "Sentence"):
            table.add_column(name, no_wrap=name in ("Claim", "Status"))
        for claim in claims:
            figure = claim.figure
            table.add_row(figure.id[:SHORT], plain(_line(figure)), claim.status, plain(figure.quote))
        console.print(table)
    elif none:
        console.print("Nothing in this ledger holds these words.")


AROUND = 160


def _marked(hit: Hit) -> Text:
    """The passage around the first words that were looked for."""
    first = hit.words[0].start - hit.span.start if hit.words else 0
    start, end = max(first - AROUND, 0), min(first + 2 * AROUND, len(hit.text))
    text = plain(hit.text)
    for word in hit.words:
        text.stylize("bold underline", word.start - hit.span.start, word.end - hit.span.start)
    shown = text[start:end]
    return Text("… " if start else "").append_text(shown).append(" …" if end < len(hit.text) else "")


def reports(found: Sequence[Report], console: Console) -> None:
    """A table of reports: title, published, when it came in and was last read, by what, how many claims."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in ("Report", "Published", "Came in", "Last read", "By", "Claims"):
        table.add_column(name, justify="right" if name == "Claims" else "left")
    for report in found:
        published = report.published.day.isoformat() if report.published else "not known"
        times = moment(report.added), moment(report.read)
        table.add_row(plain(report.title or report.name), published, *times, report.run.version, f"{report.claims:,}")
    console.print(table if found else "None.")
