"""How the ledger bears a large book: writing it, pages of it, reading a known report again.

    python benchmarks/ledger.py [--claims 1000000] [--ledger FILE_OR_URL]

Makes reports of 100 claims each (random words, parties, places, sources and dates, from a fixed seed), stores them by
`Ledger.store`, and times filtered pages of 50 claims: the first call and the median of 7 by the clock, and the median
of the processor's time, which other work on the machine does not blur. A ledger that holds the claims already is
measured as it is.
"""

import argparse
import hashlib
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from warbook.ledger import STANDING, Filter, Ledger, Run
from warbook.model import Document, Figure, Period, Place, Source, Span, Value

RUN = Run("benchmark", "1")
A_REPORT = 100
SYLLABLES = ("ba", "ke", "li", "mo", "nu"), ("ra", "te", "si", "do"), ("n", "s", "l", "m")
WORDS = ["".join(parts) for parts in itertools.product(*SYLLABLES)]
EVENTS = ["killed", "wounded", "casualties", "lost", "destroyed", "captured", "produced", "delivered"]
OBJECTS = ["personnel", "tanks", "artillery", "aircraft", "drones", "civilians", "ships", "ammunition"]
PARTIES = [f"Party {letter}" for letter in "ABCDEFGH"]
PLACES = [f"Place {number}" for number in range(400)]
SOURCES = [f"Source {number}" for number in range(2000)]
FIRST_DAY = date(2022, 1, 1)


def report(number: int) -> tuple[Document, bytes, list[Figure]]:
    """The report with this number, always the same."""
    chance = random.Random(number)
    id = hashlib.sha256(str(number).encode()).hexdigest()
    lines, figures, start = [], [], 0
    for _ in range(A_REPORT):
        amount = int(10 ** chance.uniform(0, 6))
        shown = f"{amount:,}"
        before = " ".join(chance.choices(WORDS, k=6))
        line = f"{before} {shown} {' '.join(chance.choices(WORDS, k=12))}.\n"
        at = start + len(before) + 1
        figures.append(figure(chance, id, Span(at, at + len(shown)), (start, line[:-1])))
        lines.append(line)
        start += len(line)
    text = "".join(lines)
    return Document(id=id, name=f"report-{number}.txt", text=text), text.encode(), figures


def figure(chance: random.Random, document: str, span: Span, sentence: tuple[int, str]) -> Figure:
    start, quote = sentence
    shown = quote[span.start - start : span.end - start]
    day = FIRST_DAY + timedelta(days=chance.randrange(1500))
    amount = float(shown.replace(",", ""))
    return Figure(
        id=hashlib.sha256(f"{document} {span.start}".encode()).hexdigest()[:32],
        document=document,
        span=span,
        number=shown,
        sentence=Span(start, start + len(quote)),
        quote=quote,
        value=Value(amount, amount),
        event=chance.choice(EVENTS),
        object=chance.choices(OBJECTS, weights=range(len(OBJECTS), 0, -1))[0],
        party=chance.choice([*PARTIES, None]),
        period=Period(day, day + timedelta(days=chance.choice([0, 30])), 1),
        place=Place(chance.choice(PLACES)) if chance.random() < 0.5 else None,
        sources=tuple(Source(name) for name in chance.sample(SOURCES, chance.choice([0, 1, 2]))),
        why=("counted noun after the number", "event by the verb"),
    )


STAND = Filter(status=STANDING)
SERIES = Filter(measure="killed/personnel", party="Party A", status=STANDING)
PAGES: dict[str, tuple[Filter, str]] = {
    "no filter, by report": (Filter(), "report"),
    "no filter, newest first": (Filter(), "-entered"),
    "no filter, by amount": (Filter(), "-amount"),
    "measure": (Filter(measure="killed/personnel"), "period"),
    "measure and party": (Filter(measure="killed/personnel", party="Party A"), "-period"),
    "measure and party, by amount": (Filter(measure="killed/personnel", party="Party A"), "-amount"),
    "party, by measure": (Filter(party="Party C"), "measure"),
    "place": (Filter(place="Place 7"), "period"),
    "source": (Filter(source="Source 77"), "period"),
    "source, one in twenty claims": (Filter(source="Source 1"), "-period"),
    "a month, by amount": (Filter(start=date(2024, 3, 1), end=date(2024, 3, 31)), "-amount"),
    "party and a month": (Filter(party="Party B", start=date(2024, 3, 1), end=date(2024, 3, 31)), "period"),
    "two words": (Filter(text=f"{WORDS[3]} {WORDS[44]}"), "-period"),
    "one word (one claim in five)": (Filter(text=WORDS[3]), "-entered"),
    "one word and a party, by period": (Filter(text=WORDS[3], party="Party A"), "-period"),
    "reports read only": (Filter(status=("unreviewed",), measure="lost/tanks"), "-period"),
    "one report": (Filter(document=hashlib.sha256(b"5").hexdigest()), "report"),
    "amount between": (Filter(at_least=1000, at_most=1100, party="Party D"), "period"),
    "what stands, newest first": (Filter(status=STANDING), "-entered"),
    "source, one in two, by amount": (Filter(source="Source 1", status=STANDING), "-amount"),
    "totals of a party, by period": (Filter(party="Party A", cumulative=False, status=STANDING), "-period"),
}
QUESTIONS: dict[str, Callable[[Ledger], object]] = {
    "claims by status": lambda book: book.statuses(),
    "parties, counted": lambda book: book.names("party", STAND),
    "places, counted": lambda book: book.names("place", STAND),
    "sources, counted": lambda book: book.names("source", STAND),
    "what and whom, counted": lambda book: book.series(STAND),
    "50 sources, in numbers": lambda book: book.sources(STAND, limit=50),
    "parties of one measure": lambda book: book.names("party", Filter(measure="killed/personnel", status=STANDING)),
    "50 sources of a measure and party": lambda book: book.sources(SERIES, limit=50),
    "a series as points (3,085)": lambda book: book.points(SERIES),
    "a series, a sample of 400 claims": lambda book: book.sample(SERIES),
    "names of measures": lambda book: book.names("measure"),
    "names of speakers": lambda book: book.speakers(limit=300),
    "50 reports": lambda book: book.documents(limit=50, latest=True),
    "two words in reports": lambda book: book.search(f"{WORDS[3]} {WORDS[44]}"),
    "front page": lambda book: (
        book.statuses(), book.count_documents(), book.series(STAND)[:12], book.names("party", STAND),
        book.count_sources(STAND), book.documents(8, latest=True), book.findings(limit=8), book.rejections(8),
    ),
    "1,000 claims at once": lambda book: book.claims(limit=1000),
}  # fmt: skip


def timed(work: Callable[[], object], times: int = 7) -> str:
    """How long work takes by the clock, and how much of that the processor worked for it."""
    spent, used = [], []
    for _ in range(times):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        spent.append(1000 * (time.perf_counter() - clock))
        used.append(1000 * (time.process_time() - processor))
    return f"first {spent[0]:7.1f}  median {statistics.median(spent):7.1f}  processor {statistics.median(used):7.1f} ms"


def loading(ledger: Ledger, claims: int = 100_000) -> None:
    """What an audit of a ledger fetches before it thinks: reports with their texts, and the figures that stand."""
    reports = [one.id for one in ledger.documents(claims // A_REPORT)]
    print(f"loading for an audit: {len(reports):,} reports and {claims:,} figures")
    print(f"  reports with their texts           {timed(lambda: list(ledger.whole(reports)), 1)}", flush=True)
    print(f"  figures                            {timed(lambda: ledger.figures(STAND, limit=claims), 1)}", flush=True)


def fill(ledger: Ledger, claims: int) -> None:
    reports = claims // A_REPORT
    started = time.perf_counter()
    for number in range(ledger.count_documents(), reports):
        ledger.store(*report(number), RUN)
        if (number + 1) % (reports // 10 or 1) == 0:
            print(f"  {(number + 1) * A_REPORT:,} claims after {time.perf_counter() - started:.0f} s", flush=True)


def measure(ledger: Ledger) -> None:
    print("a page of 50 claims")
    for words, (wanted, sort) in PAGES.items():
        print(f"  {words:34} {timed(lambda: ledger.claims(wanted, sort, limit=50))}", flush=True)  # noqa: B023
    print("how many claims the same filters mean, up to 10,000")
    for words, (wanted, _) in PAGES.items():
        print(f"  {words:34} {timed(lambda: ledger.count(wanted, up_to=10_000), 5)}", flush=True)  # noqa: B023
    print("other questions")
    for words, ask in QUESTIONS.items():
        print(f"  {words:34} {timed(lambda: ask(ledger), 5)}", flush=True)  # noqa: B023
    then = ledger.as_of(ledger.report(report(500)[0].id).added) if ledger.count_documents() > 500 else ledger
    print(f"  measure, as of report 500          {timed(lambda: then.claims(PAGES['measure'][0], 'period', 50), 5)}")
    print("reading a known report again")
    known = report(7)
    moments = sa.text("SELECT count(*) FROM moment")
    with ledger._engine.connect() as connection:
        before = connection.execute(moments).scalar()
    print(f"  store, 100 claims                  {timed(lambda: ledger.store(*known, RUN))}")
    print(f"  knows                              {timed(lambda: ledger.knows(known[0], known[1], RUN))}")
    with ledger._engine.connect() as connection:
        print(f"  moments written by it: {connection.execute(moments).scalar() - before}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--ledger", help="keep it here (path or URL); without it, in a temporary folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = args.ledger or str(Path(folder) / "book.db")
        with Ledger.open(where) as ledger:
            fill(ledger, args.claims)
        if Path(where).exists():
            print(f"  {Path(where).stat().st_size / 1e9:.2f} GB")
        with Ledger.open(where) as ledger:
            measure(ledger)
            loading(ledger)
    return 0


if __name__ == "__main__":
    sys.exit(main())
