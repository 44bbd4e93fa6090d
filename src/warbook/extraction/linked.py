"""What has been decided about the numbers read so far; later choices consult it."""

from collections import Counter
from itertools import takewhile

import msgspec

from warbook.extraction.items import Item
from warbook.extraction.spot import Line
from warbook.extraction.stretches import Option
from warbook.model import Modality

SUFFERED = frozenset(
    {"killed", "wounded", "missing", "deserted", "casualties", "captured", "displaced", "destroyed", "exchanged"}
)
"""Events that befall the party that they are filed under; the others it does."""


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A number with all that was decided about it."""

    item: Item
    event: str
    object: str
    party: str | None
    option: Option | None = None
    cumulative: bool = False
    modality: Modality = "asserted"
    why: tuple[str, ...] = ()


class History(msgspec.Struct):
    """The figures decided so far, in text order."""

    past: list[Linked] = []
    objects: dict[str, None] = {}
    _of_party: Counter[tuple[str | None, str]] = msgspec.field(default_factory=Counter)
    _of_line: Counter[int] = msgspec.field(default_factory=Counter)
    _alike: dict[tuple[str, str], Linked] = {}
    _last_by_side: dict[bool, Linked] = {}

    def add(self, linked: Linked) -> None:
        """Enter the next figure in text order."""
        self.past.append(linked)
        self.objects.setdefault(linked.object)
        self._of_party[linked.party, linked.event] += 1
        self._of_line[linked.item.line.index] += 1
        self._alike[linked.event, linked.object] = linked
        self._last_by_side[linked.event in SUFFERED] = linked

    @property
    def last(self) -> Linked | None:
        """The figure before, or None."""
        return self.past[-1] if self.past else None

    def in_line(self, index: int) -> int:
        """How many figures the sentence has so far."""
        return self._of_line[index]

    def of_line(self, line: Line) -> list[Linked]:
        """The figures of the sentence that is being read, in text order."""
        return list(takewhile(lambda one: one.item.line is line, reversed(self.past)))[::-1]

    def of_party(self, party: str | None, event: str) -> int:
        """How many figures of an event a party has so far."""
        return self._of_party[party, event]

    def last_alike(self, event: str, object_: str) -> Linked | None:
        """The last figure of an event and object."""
        return self._alike.get((event, object_))

    def last_on_side(self, suffered: bool) -> Linked | None:
        """The last figure of what is suffered, or of what is done."""
        return self._last_by_side.get(suffered)
