"""Numbers of a text: their value, unit and hedge, and what they are where they count nothing."""

from warbook.language.numbers.finder import find
from warbook.language.numbers.record import Change, Number, Role

__all__ = ["Change", "Number", "Role", "find"]
