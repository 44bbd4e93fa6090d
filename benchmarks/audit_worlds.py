"""Make ledgers of other worlds: claims of invented wars with injected, labelled errors, in the form of the bench.

    python benchmarks/audit_worlds.py FOLDER [--mix even|dates|values|meanings] [--each 8] [--seed 1]

Nothing is taken from the bench's ledgers but their format: courses of the war, origins, reports, copies and errors are
drawn here, so a model that was fitted to the bench's own generator shows it. `benchmarks/audit.py FOLDER` scores them.
"""

import argparse
import gzip
import json
import random
from datetime import date, timedelta
from pathlib import Path

from slips import MIXES, Claim, Slips

TIERS = {"sparse": (120, 0.08, 0.05), "news": (600, 0.06, 0.12), "hard": (600, 0.10, 0.35)}
THINGS = ("tank", "apc", "artillery", "mlrs", "vehicle", "drone", "aircraft", "helicopter", "missile")


class World:
    """A war: for each origin, side and measure the running total by day."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.days = rng.randrange(700, 1500)
        self.start = date(2040, 1, 1) + timedelta(days=rng.randrange(2000))
        self.totals: dict[tuple[str, str, str], list[float]] = {}
        self.step: dict[tuple[str, str, str], float] = {}
        shape = {side: self._walk(0.05) for side in "AB"}
        base = {side: rng.uniform(120, 700) for side in "AB"}
        share = rng.uniform(0.2, 0.4)
        hurt = {s: [base[s] * w for w in shape[s]] for s in "AB"}
        self._put("counter", "A", "casualties", hurt["A"], rng.choice([1, 10]))
        for n, thing in enumerate(THINGS):
            level = base["A"] * 10 ** rng.uniform(-2.6, -0.7)
            own = self._walk(0.05 + 0.02 * (n % 4))
            self._put("counter", "A", thing, [level * a**0.5 * b for a, b in zip(shape["A"], own, strict=True)], 1)
        self._put("rival", "B", "casualties", hurt["B"], 1000)
        low = rng.uniform(0.6, 0.95)
        self._put("office", "A", "casualties", [x * low for x in hurt["A"]], 1000)
        self._put("office", "A", "killed", [x * low * share for x in hurt["A"]], 1000)
        names = rng.uniform(0.1, 0.2)
        self._put("names", "A", "killed", [x * names for x in hurt["A"]], 1)
        self._put("state", "B", "killed", [x * 0.15 for x in hurt["B"]], 100)
        level = base["A"] * 0.01
        for side in "AB":
            self._put("watchers", side, "tank", [level * a**0.5 * (1 if side == "A" else 0.4) for a in shape["A"]], 1)

    def _walk(self, sd: float) -> list[float]:
        level, found = 0.0, []
        for _ in range(self.days):
            level = 0.995 * level + self.rng.gauss(0, sd)
            found.append(2.718 ** max(min(level, 1.6), -1.6))
        return found

    def _put(self, origin: str, side: str, measure: str, rates: list[float], step: float) -> None:
        total, found = 0.0, [0.0]
        for rate in rates:
            total += rate * self.rng.lognormvariate(0, 0.3)
            found.append(total)
        self.totals[origin, side, measure] = found
        self.step[origin, side, measure] = step

    def value(self, key: tuple[str, str, str], first: date | None, last: date) -> float:
        """What an origin has for the days from `first` (None: the beginning) to `last`."""
        total = self.totals[key]
        b = min(max((last - self.start).days + 1, 0), self.days)
        a = 0 if first is None else min(max((first - self.start).days, 0), self.days)
        return total[b] - total[a]


WEIGHTS = {"counter": 6.0, "rival": 8.0, "office": 6.0, "names": 4.0, "state": 2.5, "watchers": 3.0}


class Ledger(Slips):
    """One ledger in the making."""

    def __init__(self, world: World, rng: random.Random, tier: str, mix: dict[str, float]) -> None:
        self.count, wrong, self.copied = TIERS[tier]
        super().__init__(world, rng, wrong, mix)
        self.claims: list[Claim] = []
        self.documents = 0
        while len(self.claims) < self.count:
            self._document()
        self.claims = self.claims[: self.count]
        kept = {c["id"] for c in self.claims}
        self.claims = [c for c in self.claims if c["of"] is None or c["of"] in kept]
        self.errors = {i: e for i, e in self.errors.items() if i in kept}

    def _document(self) -> None:
        rng, world = self.rng, self.world
        self.documents += 1
        name = f"r{self.documents:04}"
        told = world.start + timedelta(days=rng.randrange(40, world.days - 5))
        published = told + timedelta(days=rng.choice([0, 0, 0, 1, 1, 2, 6])) if rng.random() < 0.65 else None
        expressions = self._expressions(told)
        rows: list[Claim] = []
        for _ in range(rng.choice([1, 2, 2, 3, 4, 5])):
            rows += self._claims(name, told, published, rng.choice(expressions))
        before = rng.random() < 0.7
        rows = self.spoil(rows) if before else rows
        copies = [
            self._copy(c, n) for c in rows if c["kind"] in ("stock", "flow") and rng.random() < self.copied / 2
            for n in range(rng.randrange(1, 4))
        ]  # fmt: skip
        self.claims += rows if before else self.spoil(rows)
        self.claims += copies

    def _expressions(self, told: date) -> list[tuple[str, str, date | None, date]]:
        """Date expressions: name, kind of period, first day, last day."""
        rng, world = self.rng, self.world
        before = told.replace(day=1) - timedelta(days=1)
        found = [("t0", "now", None, told)] * 4
        if before.replace(day=1) >= world.start:
            found += [("t1", "month", before.replace(day=1), before)] * 2
        found.append(
            ("t2", "now", None, told - timedelta(days=rng.randrange(0, max((told - world.start).days - 20, 1))))
        )
        first = max(told.replace(day=1), world.start)
        if (told - first).days > 7:
            found.append(("t4", "range", first, told))
        return found

    def _claims(
        self, name: str, told: date, published: date | None, when: tuple[str, str, date | None, date]
    ) -> list[Claim]:
        rng, world = self.rng, self.world
        ref, period, first, last = when
        keys = list(world.totals)
        key = rng.choices(
            keys, [WEIGHTS[k[0]] * (8 if k[2] == "casualties" and k[0] == "counter" else 1) for k in keys]
        )[0]
        origin, side, measure = key
        kind = "stock" if period == "now" else "flow"
        start: date | None = first
        length: str | None = period if kind == "flow" else None
        if period == "now" and origin == "counter" and rng.random() < 0.25:
            kind, start, length = "flow", last, "day"
        if kind == "flow" and origin in ("state",):
            kind, start, length = "stock", None, None
        value = world.value(key, start, last) * (rng.lognormvariate(0, 0.015) if world.step[key] >= 100 else 1)
        value = round(value / world.step[key]) * world.step[key]
        if value < 2:
            return []
        point, low, high, hedge = self._hedged(value)
        row: Claim = {
            "id": self._next(), "doc": name, "published": published and published.isoformat(), "outlet": "o",
            "origin": origin, "subject": side, "measure": measure, "measure_alt": [], "kind": kind, "point": point,
            "lo": low, "hi": high, "hedge": hedge, "from": start and start.isoformat(), "to": last.isoformat(),
            "period": length, "time_ref": f"{name}.{ref}", "time_stated": ref != "t0" or rng.random() < 0.6,
            "cites": [], "of": None, "against": None, "text": "",
        }  # fmt: skip
        if rng.random() < 0.12 and measure in ("casualties", "killed"):
            self.readings[row["id"]] = measure
            row |= {"measure": "losses", "measure_alt": ["casualties", "killed"]}
        return [row]

    def _next(self) -> str:
        self._ids = getattr(self, "_ids", 0) + 1
        return f"c{self._ids:05}"

    def _hedged(self, value: float) -> tuple[float, float | None, float | None, str]:
        rng, v = self.rng, int(value)
        if rng.random() < 0.5:
            return v, v, v, "exact"
        unit = 10 ** max(len(str(v)) - rng.choice([2, 2, 3]), 0)
        way = rng.choice(["about", "about", "more_than", "more_than", "nearly", "between"])
        down, near = v // unit * unit, round(v / unit) * unit
        if way == "more_than":
            return (down, down, None, way) if down else (v, v, v, "exact")
        if way == "nearly":
            return down + unit, None, down + unit, way
        if way == "between":
            return near, max(near - unit, 1), near + unit, way
        return max(near, 1), max(near, 1), max(near, 1), way

    def _copy(self, claim: Claim, n: int) -> Claim:
        rng = self.rng
        row = dict(claim, id=self._next(), doc=f"{claim['doc']}-copy{n}")
        told = date.fromisoformat(claim["published"] or claim["to"])
        row["published"] = (told + timedelta(days=rng.randrange(1, 8))).isoformat()
        row |= {"time_ref": f"{row['doc']}.t0", "time_stated": True}
        row["cites"] = [claim["doc"]] if rng.random() < 0.5 else []
        for known in (self.errors, self.readings):
            if claim["id"] in known:
                known[row["id"]] = known[claim["id"]]  # type: ignore[index]
        return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mix", choices=list(MIXES), default="even")
    parser.add_argument("--each", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for tier in TIERS:
        for n in range(args.each):
            seed = args.seed * 100 + n
            rng = random.Random(f"{tier} {seed} {args.mix}")
            world = World(rng)
            ledger = Ledger(world, rng, tier, MIXES[args.mix])
            last = world.start + timedelta(days=world.days)
            head = {"format": "warbook-claims/1", "war": {"start": world.start.isoformat(), "end": last.isoformat()}}
            truth = {"errors": ledger.errors, "collateral": [], "readings": ledger.readings}
            claims = {**head, "sides": {"A": "Northland", "B": "Southland"}, "claims": ledger.claims}
            for part, what in (("claims", claims), ("truth", truth)):
                path = args.folder / f"{tier}-{seed}.{part}.json.gz"
                path.write_bytes(gzip.compress(json.dumps(what).encode(), mtime=0))


if __name__ == "__main__":
    main()
