"""Make many ledgers of those of the bench: their errors undone, others made with other seeds and another mix.

    python benchmarks/audit_remade.py LEDGERS FOLDER [--mix even|dates|values|meanings] [--each 4] [--only odd|even]

The truth beside each ledger says what stood there before an error and how its totals ran, so the clean ledger is known
exactly; `slips.py` spoils it anew, and what copies a spoilt report mostly copies the error. Small ledgers are also
drawn from the reports of large ones. Constants are chosen on ledgers made of odd seeds and held against those made of
even ones: many more errors than in 24 ledgers. `benchmarks/audit.py FOLDER` scores them.
"""

import argparse
import gzip
import json
import random
import re
from bisect import bisect_right
from datetime import date
from pathlib import Path
from typing import Any

from slips import MIXES, Claim, Key, Slips

TIERS = {"sparse": (120, 0.075), "news": (600, 0.05), "hard": (600, 0.085)}
COPIED_TOO = 0.85
COPY = re.compile(r"(.+)k\d+")


class Course:
    """The totals of a ledger's truth, given every so many days; between them they are taken to run straight."""

    def __init__(self, start: date, end: date, curves: dict[str, list[float]]) -> None:
        self.start, self.days = start, (end - start).days + 1
        self.totals: dict[Key, list[float]] = {}
        for name, points in curves.items():
            origin, side, measure = name.split("|")
            self.totals[origin, side, measure] = points

    def value(self, key: Key, first: date | None, last: date) -> float:
        """What an origin has for the days from `first` (None: the beginning) to `last`."""
        before = 0.0 if first is None else self._at(key, (first - self.start).days)
        return self._at(key, (last - self.start).days + 1) - before

    def _at(self, key: Key, day: float) -> float:
        points = self.totals[key]
        step = self.days / (len(points) - 1) if len(points) > 1 else 1.0
        steps = [k * step for k in range(len(points))]
        k = min(max(bisect_right(steps, day) - 1, 0), len(points) - 2)
        part = min(max((day - steps[k]) / step, 0.0), 1.0)
        return points[k] + part * (points[k + 1] - points[k])


def clean(ledger: Any, truth: Any) -> list[Claim]:
    """The claims as they were before any error was made."""
    rows = []
    for claim in ledger["claims"]:
        error = truth["errors"].get(claim["id"])
        rows.append({**claim, **error["original"]} if error else dict(claim))
    return [r for r in rows if r["id"] not in truth["collateral"]]


def drawn(rows: list[Claim], count: int, rng: random.Random) -> list[Claim]:
    """About so many claims: whole reports with their copies, drawn at random."""
    reports: dict[str, list[Claim]] = {}
    for row in rows:
        reports.setdefault(_report(row), []).append(row)
    names = list(reports)
    rng.shuffle(names)
    kept: set[str] = set()
    total = 0
    for name in names:
        if total < count:
            kept.add(name)
            total += len(reports[name])
    return [r for r in rows if _report(r) in kept]


def _report(row: Claim) -> str:
    copied = COPY.fullmatch(row["doc"])
    return copied[1] if copied else row["doc"]


class Remade(Slips):
    """A ledger spoilt anew."""

    def __init__(self, course: Course, rng: random.Random, wrong: float, mix: dict[str, float], truth: Any) -> None:
        super().__init__(course, rng, wrong, mix)
        self.readings = dict(truth["readings"])

    def ledger(self, rows: list[Claim]) -> list[Claim]:
        """The rows with errors: each report is spoilt, then what copies it."""
        by_report: dict[str, list[Claim]] = {}
        for row in rows:
            by_report.setdefault(row["doc"], []).append(row)
        for name, members in by_report.items():
            if COPY.fullmatch(name):
                continue
            before = {m["id"]: dict(m) for m in members}
            self.spoil(members)
            for member in members:
                if member["id"] in self.errors:
                    self._copy(before[member["id"]], member, rows, name)
        return rows

    def _copy(self, before: Claim, after: Claim, rows: list[Claim], name: str) -> None:
        said = [k for k in before if k not in ("id", "doc", "published", "outlet", "time_ref", "time_stated", "cites")]
        said = [k for k in said if k != "text"]
        for row in rows:
            copied = COPY.fullmatch(row["doc"])
            alike = copied and copied[1] == name and all(row[k] == before[k] for k in said)
            if alike and self.rng.random() < COPIED_TOO:
                row.update({k: after[k] for k in said})
                self.errors[row["id"]] = dict(self.errors[after["id"]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledgers", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mix", choices=list(MIXES), default="even")
    parser.add_argument("--each", type=int, default=4, help="ledgers made of each")
    parser.add_argument("--only", choices=["odd", "even"])
    parser.add_argument("--tier", choices=list(TIERS))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(args.ledgers.glob("*.claims.json.gz")):
        tier, seed = path.name.removesuffix(".claims.json.gz").split("-")
        if args.only and args.only != ("odd" if int(seed) % 2 else "even"):
            continue
        ledger, truth = (_load(p) for p in (path, path.with_name(path.name.replace("claims", "truth"))))
        tiers = [tier, "sparse"] if tier == "news" else [tier]
        for made in [t for t in tiers if args.tier in (None, t)]:
            for n in range(args.each):
                name = f"{made}-{seed}{args.seed:02}{n:02}{'1' if tier == made else '3'}"
                if int(seed) % 2 == 0:
                    name = f"{made}-{seed}{args.seed:02}{n:02}{'0' if tier == made else '2'}"
                _make(args.folder / name, ledger, truth, made, random.Random(f"{name} {args.mix}"), MIXES[args.mix])


def _make(path: Path, ledger: Any, truth: Any, tier: str, rng: random.Random, mix: dict[str, float]) -> None:
    count, wrong = TIERS[tier]
    rows = clean(ledger, truth)
    rows = rows if len(rows) < 1.5 * count else drawn(rows, count, rng)
    start, end = (date.fromisoformat(ledger["war"][k]) for k in ("start", "end"))
    made = Remade(Course(start, end, truth["curves"]), rng, wrong, mix, truth)
    claims = made.ledger(rows)
    kept = {c["id"] for c in claims}
    readings = {i: m for i, m in made.readings.items() if i in kept}
    what = {"claims": {**ledger, "claims": claims}}
    what["truth"] = {"errors": made.errors, "collateral": [], "readings": readings}
    for part, data in what.items():
        path.with_name(f"{path.name}.{part}.json.gz").write_bytes(gzip.compress(json.dumps(data).encode(), mtime=0))


def _load(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


if __name__ == "__main__":
    main()
