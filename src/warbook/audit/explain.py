"""A conflict written out: the sum line by line, and what it means in plain words."""

from collections.abc import Mapping, Sequence

from warbook.audit.bounds import interval
from warbook.audit.conflicts import Conflict
from warbook.audit.constraints import Clock
from warbook.audit.graph import Edge
from warbook.audit.identities import identities, sentence
from warbook.audit.ratios import is_relative
from warbook.audit.ratios import told as ratio_of
from warbook.audit.slips import Change
from warbook.audit.statement import Statement
from warbook.audit.wording import amount, claim, day, days, measure, number, rough
from warbook.model import Line

MONTH = 365.25 / 12
Names = Mapping[str, str]


class Told:
    """A conflict told to people. `by_id` must hold its statements and the figures that its records are about."""

    def __init__(self, conflict: Conflict, by_id: Mapping[str, Statement], clock: Clock, names: Names) -> None:
        self.conflict, self.by_id, self.clock, self.names = conflict, by_id, clock, names
        said = [e for e in conflict.cycle if e.tags]
        self.needs = [e for e in said if e.w < 0]
        self.allows = [e for e in said if e.w >= 0]

    def figure(self, edge: Edge) -> Statement:
        """The statement that gives an edge its number."""
        statement = self.by_id[edge.tags[0]]
        return self.by_id.get(statement.of or "", statement) if statement.kind == "superlative" else statement

    def lines(self) -> tuple[Line, ...]:
        """The sum as a reader would do it, then once more with every doubt in the claims' favour."""
        form = next((i.form for i in identities() if i.id == self.conflict.identity), "")
        if form == "sum":
            return self._table()
        if form in ("ratio", "share") or any(is_relative(self.by_id[c]) for c in self.conflict.claims):
            return self._ratio()
        later = next((e for e in self.needs if e.j == 0), None)
        earlier = next((e for e in self.allows if e.i == 0), None)
        if later and earlier and len(self.needs) == len(self.allows) == 1:
            return self._two_totals(later, earlier)
        if later and earlier and len(self.needs) == 1 and later.i > earlier.j:
            return self._growth(later, earlier)
        return self._table()

    def _two_totals(self, high: Edge, low: Edge) -> tuple[Line, ...]:
        first, second = self.figure(high), self.figure(low)
        a, b = point(first), point(second)
        return (
            Line(f"{measure(first.measure)} {days(first)}", amount(first)),
            Line(f"{measure(second.measure)} {days(second)}", amount(second)),
            Line("so the later total is lower by" if high.i < low.j else "so it is more by", number(a - b), rule=True),
            Line("read most generously, the first is at least", number(-high.w)),
            Line("and the second at most", number(low.w)),
        )

    def _growth(self, later: Edge, earlier: Edge) -> tuple[Line, ...]:
        last, first = self.figure(later), self.figure(earlier)
        grown = point(last) - point(first)
        span = later.i - earlier.j
        rows = [
            Line(f"{measure(last.measure)} {days(last)}", amount(last)),
            Line(f"less those {days(first)}", "− " + amount(first)),
            Line(f"so in the {months(span)} between", number(grown), rule=True),
        ]
        rest = [e for e in self.allows if e is not earlier]
        if span > 45:
            rows.append(Line("that is, a month", rough(grown / span * MONTH)))
        records = [e for e in rest if e.identity == "record"]
        if records:
            rows.append(
                Line(f"but the highest month so far {days(self.figure(records[0]))}", amount(self.figure(records[0])))
            )
        else:
            rows += [Line(f"but {days(self.figure(e))} only", amount(self.figure(e))) for e in rest]
        needed = -later.w - earlier.w
        rows.append(Line("read most generously, at least needed", number(needed), rule=True))
        rows.append(Line("and at most possible", number(sum(e.w for e in rest))))
        return tuple(rows)

    def _ratio(self) -> tuple[Line, ...]:
        """The totals and the ratio that they make, against the ratio or the share that is stated."""
        rows, shared = [], False
        for claim_ in self.conflict.claims:
            s = self.by_id[claim_]
            shared = shared or s.unit == "percent"
            side = self._side(s.subject)
            against = f" to one {measure(s.against.measure)} of {self._side(s.against.subject)}" if s.against else ""
            rows.append(Line(f"{measure(s.measure)} of {side}{against} {days(s)}", amount(s)))
        stated = ratio_of(self.conflict, self.by_id)
        if stated is not None:
            made = f"{stated[1] * 100:.0f} %" if shared else f"{stated[1]:.1f} to one"
            rows.append(Line(f"{stated[0]} is", made, rule=True))
        return tuple(rows)

    def _side(self, subject: str) -> str:
        return self.names.get(subject, subject)

    def _table(self) -> tuple[Line, ...]:
        rows = [Line(f"{measure(s.measure)} {days(s)}", amount(s)) for s in map(self.figure, self.needs)]
        rows.append(Line("together, read most generously, at least", number(-sum(e.w for e in self.needs)), rule=True))
        rows += [Line(f"{measure(s.measure)} {days(s)}", amount(s)) for s in map(self.figure, self.allows)]
        rows.append(Line("together, read most generously, at most", number(sum(e.w for e in self.allows)), rule=True))
        return tuple(rows)

    def after(self, changes: Sequence[tuple[Statement, Change]]) -> str:
        """What a repair makes of the growth between two totals; nothing for conflicts of another form."""
        later = next((e for e in self.needs if e.j == 0), None)
        earlier = next((e for e in self.allows if e.i == 0), None)
        if later is None or earlier is None or not any(e.identity == "record" for e in self.allows):
            return ""
        now = {s.id: c.after for s, c in changes}
        last, first = (now.get(s.id, s) for s in (self.figure(later), self.figure(earlier)))
        if last.end is None or first.end is None or last.measure != first.measure or last.subject != first.subject:
            return ""
        span, grown = (last.end - first.end).days, point(last) - point(first)
        return f"then {rough(grown / span * MONTH)} a month" if span > 0 and grown >= 0 else ""

    def paragraphs(self) -> tuple[str, ...]:
        """The claims one by one, each with who says so, and the rule that they break."""
        count = len(self.conflict.claims)
        names = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
        told = [f"{names.get(count, str(count))} statements cannot all be true."]
        told += [f"({k}) {claim(self.by_id[c], self.names)}." for k, c in enumerate(self.conflict.claims, 1)]
        rules = dict.fromkeys(e.identity for e in self.conflict.cycle)
        told += [s for s in (sentence(rule) for rule in rules) if s]
        return tuple(told)

    def headline(self) -> str:
        """One line for a list."""
        figures = list(dict.fromkeys(amount(self.figure(e)) for e in (*self.needs, *self.allows)))
        subject = self.names.get(self.conflict.series.subject, self.conflict.series.subject)
        return f"{subject}, {measure(self.conflict.series.measure)}: {listed(figures)} cannot all be true"


def point(statement: Statement) -> float:
    """The stated number, or the middle of the stated bounds."""
    if statement.point is not None:
        return statement.point
    low, high = interval(statement)
    return low if high == float("inf") else (low + high) / 2


def months(span: int) -> str:
    """A number of days as people say it."""
    return f"{span} days" if span < 60 else f"{span / MONTH:.1f} months"


def listed(parts: list[str]) -> str:
    """'a, b and c'."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def as_of(day_number: int, clock: Clock) -> str:
    """A day's number as a date in words."""
    return day(clock.date(day_number))
