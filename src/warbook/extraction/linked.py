"""What has been decided about the numbers read so far; later choices consult it."""

import msgspec

from warbook.extraction.items import Item
from warbook.extraction.link_period import Option
from warbook.model import Modality


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

    @property
    def last(self) -> Linked | None:
        """The figure before, or None."""
        return self.past[-1] if self.past else None
