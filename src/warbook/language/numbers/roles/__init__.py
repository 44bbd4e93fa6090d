"""Why a number counts nothing: dates, years, ages, models, sections … Each rule looks at the words beside it."""

from collections.abc import Callable

from warbook.language.numbers.record import Role
from warbook.language.numbers.roles import calendar, names, words
from warbook.language.numbers.roles.names import follows_name
from warbook.language.numbers.roles.place import Place

__all__ = ["SHAPE_ROLES", "UNIT_ROLES", "Place", "follows_name", "role"]

UNIT_ROLES: dict[str, Role] = {
    "duration": "duration", "age": "age", "distance": "distance", "measure": "measure", "score": "score",
    "compound": "compound",
}  # fmt: skip
SHAPE_ROLES: dict[str, Role] = {
    "date": "date", "time": "time", "ordinal": "ordinal", "decade": "year", "article": "article", "both": "article",
}  # fmt: skip
Rule = Callable[[Place], Role | None]
_DIGIT_RULES: tuple[Rule, ...] = (
    names.link, names.phone, names.no_value, calendar.date, names.model, calendar.clock, names.mark, calendar.age,
    calendar.year, names.named, words.compound,
)  # fmt: skip
_WORD_RULES: tuple[Rule, ...] = (words.pronoun, calendar.clock, calendar.age, words.compound)
_SHAPE_RULES: dict[str, tuple[Rule, ...]] = {"share": (words.share,), "zero": (words.zero,), "same": (words.same,)}


def role(place: Place, shape: str) -> Role | None:
    """Why the number counts nothing, or None where no rule says so."""
    rules = _SHAPE_RULES.get(shape) or (_DIGIT_RULES if place.digits else _WORD_RULES)
    return next((found for rule in rules if (found := rule(place))), None)
