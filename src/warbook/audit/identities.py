"""The identities between figures, read from identities.toml, and what each demands of a statement."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from warbook.audit.statement import Series
from warbook.errors import VocabularyError


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """One identity. See the head of identities.toml for the forms."""

    id: str
    form: Literal["total", "difference", "record", "order", "sum", "ratio", "share", "place", "dated"]
    sentence: str
    lesser: str = ""
    greater: str = ""
    whole: str = ""
    parts: tuple[str, ...] = ()
    relation: Literal["=", ">="] = ">="
    optional: str = ""
    totals: bool = False
    usual: float = 0.0
    spread: float = 0.0
    within: Literal["", "document"] = ""
    named: bool = False
    reading: str = ""
    breaks: list[dict[str, Any]] = []
    holds: list[dict[str, Any]] = []


@cache
def identities() -> tuple[Identity, ...]:
    """All identities in file order. Raises VocabularyError where the file has not the form its head describes."""
    text = resources.files(__package__).joinpath("identities.toml").read_text(encoding="utf-8")
    try:
        return tuple(msgspec.convert(tomllib.loads(text)["identity"], list[Identity]))
    except (tomllib.TOMLDecodeError, KeyError, msgspec.ValidationError) as error:
        raise VocabularyError(f"audit/identities.toml: {error}") from error


def of_form(form: str) -> tuple[Identity, ...]:
    """The identities of one form."""
    return tuple(identity for identity in identities() if identity.form == form)


def sentence(identity: str) -> str:
    """The sentence that explains an identity to people."""
    return next((one.sentence for one in identities() if one.id == identity), "")


def reading_of(identity: str) -> str:
    """The definition under which an identity holds, where it is one of several."""
    return next((one.reading for one in identities() if one.id == identity), "")


def event_of(measure: str) -> str:
    """'killed' of 'killed:civilians': what happened, without whom or what it happened to."""
    return measure.partition(":")[0]


def with_event(series: Series, event: str) -> Series:
    """The same people or things, with something else happening to them."""
    _, colon, thing = series.measure.partition(":")
    return msgspec.structs.replace(series, measure=event + colon + thing)
