"""Errors as writers make them, put into the claims of a ledger and written down as its truth.

A *course* knows what would be right: `start` (the day the war began), `days` (its length), `totals` (the running totals
by origin, side and measure) and `value(key, first, last)`.
"""

import random
from calendar import monthrange
from datetime import date, timedelta
from typing import Any, Protocol

Claim = dict[str, Any]
Key = tuple[str, str, str]
MIXES = {  # relative weights of the kinds of error
    "even": dict.fromkeys(("year", "month", "stale", "digit", "unit", "measure", "category", "side", "period"), 1.0),
    "dates": {"year": 4, "month": 3, "stale": 3, "digit": 1, "unit": 1, "period": 1},
    "values": {"digit": 5, "unit": 3, "year": 1, "stale": 1, "side": 1},
    "meanings": {"measure": 3, "side": 3, "category": 2, "period": 3, "digit": 1, "year": 1},
}
NAMES = {"year": "wrong_year", "month": "wrong_month", "digit": "digit_typo", "period": "period_swap"}
NAMES |= {k: f"{k}_swap" for k in ("measure", "category", "side")}
PEOPLE = ("casualties", "killed", "wounded", "losses")


class Course(Protocol):
    """What an invented war was like."""

    start: date
    days: int
    totals: dict[Key, Any]

    def value(self, key: Key, first: date | None, last: date) -> float:
        """What an origin has for the days from `first` (None: the beginning) to `last`."""


class Slips:
    """Makes errors, of the kinds of a mix, in `wrong` of all claims. `errors` is the truth, `readings` what ambiguous
    words mean.
    """

    def __init__(self, course: Course, rng: random.Random, wrong: float, mix: dict[str, float]) -> None:
        self.world, self.rng, self.wrong, self.mix = course, rng, wrong, mix
        self.errors: dict[str, dict[str, Any]] = {}
        self.readings: dict[str, str] = {}
        self.groups = 0

    def spoil(self, rows: list[Claim]) -> list[Claim]:
        """Rows with errors; a wrong year or month spoils all that its expression dates."""
        for row in rows:
            if row["kind"] not in ("stock", "flow") or row["id"] in self.errors or self.rng.random() > self.wrong:
                continue
            for kind in self.rng.choices(list(self.mix), list(self.mix.values()), k=8):
                changes = getattr(self, f"_{kind}")(row)
                if changes and self._apply(row, rows, kind, *changes):
                    break
        return rows

    def _apply(self, row: Claim, rows: list[Claim], kind: str, field: str, new: Claim, right: Any, stated: Any) -> bool:
        changes = {row["id"]: (row, new, right, stated)}
        if kind in ("year", "month"):
            mates = [r for r in rows if r["time_ref"] == row["time_ref"] and r["to"] == row["to"]]
            if any(not r["time_stated"] or r["id"] in self.errors for r in mates):
                return False
            for mate in mates:
                moved = {k: later(mate[k], new["months"]) for k in ("from", "to") if mate[k]}
                changes[mate["id"]] = mate, moved, mate["to"], moved["to"]
        self.groups += 1
        for id_, (claim, after, before, said) in changes.items():
            self.errors[id_] = {"kind": NAMES.get(kind, kind), "field": field, "stated": said, "right": before}
            self.errors[id_]["group"] = f"g{self.groups:04}"
            claim.update(after)
        return True

    def _year(self, row: Claim) -> Any:
        return self._redated(row, self.rng.choice([-12, -12, 12]))

    def _month(self, row: Claim) -> Any:
        return self._redated(row, self.rng.choice([-4, -3, -2, -1, 1, 2, 3]))

    def _redated(self, row: Claim, months: int) -> Any:
        to = date.fromisoformat(later(row["to"], months))
        if not row["time_stated"] or to <= self.world.start or (to - self.world.start).days > self.world.days + 200:
            return None
        return "to", {"months": months}, row["to"], to.isoformat()

    def _stale(self, row: Claim) -> Any:
        lag = timedelta(days=self.rng.randrange(60, 330))
        last = date.fromisoformat(row["to"])
        old = last - lag
        key = self._key(row)
        if row["kind"] != "stock" or (old - self.world.start).days < 20 or key is None:
            return None
        value = self.world.value(key, None, old)
        if value < 10 or value > 0.93 * self.world.value(key, None, last):
            return None
        return self._valued(row, round(value), old.isoformat())

    def _valued(self, row: Claim, value: int, right: str) -> Any:
        unit = 10 ** max(len(str(value)) - (7 if row["hedge"] == "exact" else 2), 0)
        v = value // unit * unit
        low, high = (v, None) if row["hedge"] == "more_than" else (None, v) if row["hedge"] == "nearly" else (v, v)
        if row["hedge"] == "between":
            low, high = v - unit, v + unit
        return "to", {"point": v, "lo": low, "hi": high}, right, row["to"]

    def _key(self, row: Claim) -> Key | None:
        measure = self.readings.get(row["id"], row["measure"])
        key = (row["origin"], row["subject"], measure)
        return key if key in self.world.totals else None

    def _digit(self, row: Claim) -> Any:
        rng, text = self.rng, str(int(row["point"]))
        size = len(text.rstrip("0"))
        k = rng.randrange(size)
        way = rng.choice(["struck", "struck", "swap", "drop", "add"])
        new = text
        if way == "struck":
            new = text[:k] + rng.choice("0123456789") + text[k + 1 :]
        elif way == "swap" and size > 1:
            k = rng.randrange(size - 1)
            new = text[:k] + text[k + 1] + text[k] + text[k + 2 :]
        elif way == "drop" and size > 1:
            new = text[:k] + text[k + 1 :]
        elif way == "add":
            new = text[:k] + text[k] + text[k:]
        if new[0] == "0" or abs(int(new) / int(text) - 1) < 0.08:
            return None
        return self._scaled(row, int(new))

    def _scaled(self, row: Claim, new: int) -> Any:
        factor = new / row["point"]
        bounds = {k: row[k] and round(row[k] * factor) for k in ("lo", "hi")}
        return "value", {"point": new, **bounds}, row["point"], new

    def _unit(self, row: Claim) -> Any:
        point = int(row["point"])
        if point >= 2000 and self.rng.random() < 0.6:
            return self._scaled(row, max(point // 1000, 1))
        return self._scaled(row, point * 1000)

    def _measure(self, row: Claim) -> Any:
        other = {"killed": "casualties", "casualties": "killed"}.get(row["measure"])
        return other and ("measure", {"measure": other}, row["measure"], other)

    def _category(self, row: Claim) -> Any:
        things = [m for o, s, m in self.world.totals if (o, s) == (row["origin"], row["subject"]) and m not in PEOPLE]
        if row["measure"] not in things or len(things) < 2:
            return None
        other = self.rng.choice([t for t in things if t != row["measure"]])
        first = None if row["from"] is None else date.fromisoformat(row["from"])
        last = date.fromisoformat(row["to"])
        mine, its = (self.world.value((row["origin"], row["subject"], m), first, last) for m in (row["measure"], other))
        if its <= 0 or 0.8 < mine / its < 1.25:
            return None
        return "measure", {"measure": other}, row["measure"], other

    def _side(self, row: Claim) -> Any:
        other = self.rng.choice(sorted({s for _, s, _ in self.world.totals} - {row["subject"]}))
        return "subject", {"subject": other}, row["subject"], other

    def _period(self, row: Claim) -> Any:
        last = date.fromisoformat(row["to"])
        month = (last.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))
        right = [row["kind"], row["from"], row["to"]]
        if row["kind"] == "stock" or row["period"] == "day":
            first, end, length = month[0], month[1], "month"
        elif row["period"] == "month":
            first, end, length = last, last, "day"
        else:
            return None
        new = {"kind": "flow", "from": first.isoformat(), "to": end.isoformat(), "period": length}
        return "period", new, right, ["flow", new["from"], new["to"]]


def later(day: str, months: int) -> str:
    """The day so many months later; a month's last day stays one."""
    old = date.fromisoformat(day)
    number = old.year * 12 + old.month - 1 + months
    last = monthrange(number // 12, number % 12 + 1)[1]
    whole = old.day == monthrange(old.year, old.month)[1]
    return date(number // 12, number % 12 + 1, last if whole else min(old.day, last)).isoformat()
