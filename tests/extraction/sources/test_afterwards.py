"""A source that is named after its figures."""

import re

from warbook.extraction.sources import afterwards
from warbook.model import Source, Span

NAMED = "These figures, reported by the Harbour Ministry of Defence, cover one week."
MINISTRY = "Harbour Ministry of Defence"


def numbers(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"\d+", text)]


def applied(text: str, *before: str | None) -> list[str | None]:
    """The name of each number's source after the step; `before` names what was heard until then."""
    found = [(Source(name),) if name else () for name in before]
    chains = afterwards.apply(text, numbers(text), found)
    return [chain[0].name if chain else None for chain in chains]


def test_the_source_holds_for_the_figures_just_given() -> None:
    assert applied(f"The raid left 40 dead and 83 wounded. {NAMED}", None, None) == [MINISTRY, MINISTRY]


def test_it_holds_back_to_the_start_of_the_paragraph_only() -> None:
    text = f"An older raid left 12 dead.\n\nThe raid left 40 dead. {NAMED}"
    assert applied(text, None, None) == [None, MINISTRY]


def test_a_vague_source_is_replaced() -> None:
    assert applied(f"Reports speak of 40 dead. {NAMED}", "Reports") == [MINISTRY]


def test_a_named_source_is_kept() -> None:
    assert applied(f"The mayor counted 40 dead. {NAMED}", "mayor") == ["mayor"]


def test_it_goes_on_until_another_voice_is_heard() -> None:
    text = f"{NAMED} Another 40 died. The mayor counted 7 more. Then 5 fell."
    assert applied(text, None, "mayor", None) == [MINISTRY, "mayor", None]


def test_it_does_not_go_on_for_ever() -> None:
    text = NAMED + " Rain fell." * (afterwards.HOLDS_ON // 10) + " Another 40 died."
    assert applied(text, None) == [None]


def test_the_source_opens_at_its_words() -> None:
    text = f"The raid left 40 dead. {NAMED}"
    ((source,),) = afterwards.apply(text, numbers(text), [()])
    assert source.span is not None
    assert (text[source.span.start : source.span.end], source.cue) == (MINISTRY, "reported by")


def test_a_phrase_that_points_back_to_nobody_changes_nothing() -> None:
    assert applied("The raid left 40 dead. These figures cover one week.", None) == [None]
