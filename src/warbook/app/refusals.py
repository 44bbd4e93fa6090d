"""What a run could not read goes into the ledger; what was refused before and was read in this run is settled."""

from collections import defaultdict
from functools import cached_property

from warbook.documents import is_address
from warbook.ledger import Ledger
from warbook.ledger.outcomes import plain
from warbook.model import Rejection

Key = tuple[str, str]


class Refusals:
    """The rejections of one run, beside those that the ledger lists already."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._now: set[Key] = set()

    def add(self, rejection: Rejection) -> None:
        """Writes a rejection down, in the place of those that gave another reason before this run."""
        key = _key(rejection)
        if key not in self._now:
            before = [one for one in self._before.get(key[0], []) if _key(one) == key]
            self._ledger.settle(one for one in before if one.reason != plain(rejection.reason))
        self._ledger.reject(rejection)
        self._now.add(key)

    def settle(self, name: str) -> None:
        """A file or address was read to its end: what was refused of it before, and is not now, was read since."""
        before = self._before.pop(plain(name), [])
        self._ledger.settle(one for one in before if _key(one) not in self._now)

    @cached_property
    def _before(self) -> dict[str, list[Rejection]]:
        """What the ledger lists before the run, by the name of every file that it can be a member or a record of."""
        found: dict[str, list[Rejection]] = defaultdict(list)
        for refused in self._ledger.rejections():
            one = refused.rejection
            archive = one.where.partition(" of ")[2]
            for name in {*_sources(one.name), *_sources(archive)}:
                found[name].append(one)
        return found


def _key(rejection: Rejection) -> Key:
    return plain(rejection.name), plain(rejection.where)


def _sources(name: str) -> list[str]:
    """'a/b.zip/c.txt' → itself, 'a/b.zip', 'a'. An address is no member of what its beginning opens."""
    if is_address(name):
        return [name]
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]
