"""What has been decided about the numbers read so far; later choices consult it."""

import msgspec

from warbook.extraction.items import Item


class Linked(msgspec.Struct, frozen=True):
    """A number with its event, object and party. `event` is 'none' where it is no figure."""

    item: Item
    event: str
    object: str = ""
    party: str | None = None


class History(msgspec.Struct):
    """The figures decided so far, in text order, and what the report is about."""

    past: list[Linked] = []

    @property
    def last(self) -> Linked | None:
        """The figure before, or None."""
        return self.past[-1] if self.past else None

    def in_line(self, line: int) -> list[Linked]:
        """The figures already decided in a sentence."""
        return [linked for linked in self.past if linked.item.line.index == line]
