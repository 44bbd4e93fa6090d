"""How many claims of each kind stand in the book, all of a kind at once, for pages that show many names."""

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from warbook.errors import UsageError
from warbook.ledger import engine as engines
from warbook.ledger import summing, tallying
from warbook.ledger import tables as t
from warbook.ledger.keys import JOIN
from warbook.ledger.reader import Reader

Key = tuple[Any, ...]
Line = tuple[Key, int, int]
GROUPS = {"status": "claim", "measure": "series", "party": "party", "place": "place"}
"""What can be tallied, and the kind of tally that tells it; beside these 'said' and 'passed', by numbers of sources."""


class Tally(msgspec.Struct, frozen=True):
    """Numbers of standing claims by key; `example` names an entry of each. `moment` is the last that is in it.

    Keys are the folded values of the group's columns. Of 'said': a source's number and whether it is the origin; of
    'passed': the number of who said it, of who passed it on, and whether the first is the origin.
    """

    counts: dict[Key, int]
    example: dict[Key, int]
    moment: int = 0


NOTHING = Tally({}, {})


class Tallies(Reader):
    """Tallies of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def last_moment(self) -> int:
        """The number of the moment that is looked at: whatever is asked is the same as long as this is."""
        if self.at is not None:
            return self.at
        return self._number(sa.select(sa.func.max(t.moment.c.seq)))

    def tally(self, of: str, known: Tally = NOTHING) -> Tally:
        """The standing claims by 'status', 'measure', 'party', 'place', 'said' or 'passed'.

        Of the book of now this is read off, of an earlier one counted. Where nothing was written since `known`, that is
        given back. Raises UsageError for others.
        """
        if of not in (*GROUPS, "said", "passed"):
            raise UsageError(f"claims are not tallied by '{of}'", f"one of {', '.join(GROUPS)}, said, passed")
        moment = self.last_moment()
        if known.moment and known.moment == moment:
            return known
        lines = [line for line in self._told_of(of) if line[1] > 0]
        counts, example = {key: many for key, many, _ in lines}, {key: entry for key, _, entry in lines}
        return Tally(counts, example, moment)

    def _told_of(self, of: str) -> Iterator[Line]:
        if of == "status":
            yield from (((status,), many, entry) for (_, _, status), many, entry in self._told("claim"))
        elif of == "said":
            first = {source: many for (_, source), many, _ in self._summed_up("first")}
            for (_, source), many, entry in self._summed_up("said"):
                yield (int(source), True), first.get(source, 0), entry
                yield (int(source), False), many - first.get(source, 0), entry
        elif of == "passed":
            for (kind, pair), many, entry in self._summed_up("handed", "passed"):
                one, _, by = pair.partition(JOIN)
                yield (int(one), int(by), kind == "handed"), many, entry
        else:
            for (_, key), many, entry in self._summed_up(GROUPS[of]):
                yield tuple(key.split(JOIN)), many, entry

    def _summed_up(self, *kinds: str) -> Iterator[tuple[tuple[str, str], int, int]]:
        """Claims by kind and key, of whatever status, with an entry."""
        many: dict[tuple[str, str], int] = {}
        last: dict[tuple[str, str], int] = {}
        for (kind, key, _), claims, entry in self._told(*kinds):
            many[kind, key] = many.get((kind, key), 0) + claims
            last[kind, key] = max(last.get((kind, key), 0), entry)
        yield from ((key, claims, last[key]) for key, claims in many.items())

    def _told(self, *kinds: str) -> list[tuple[tallying.Key, int, int]]:
        """Claims by kind, key and status, with an entry: read off, or counted as the book was."""
        if self.at is None:
            rows = self._all(sa.select(t.tally).where(summing.y.kind.in_(kinds)))
            return [((row.kind, row.key, row.status), row.claims, row.entry) for row in rows]
        with engines.reading(self._engine) as connection:
            return list(tallying.counted(connection, kinds, self.at))
