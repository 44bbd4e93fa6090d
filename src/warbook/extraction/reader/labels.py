"""The answers that the reader can give, in the order of its weights."""

from warbook.extraction import link_event, link_object

EVENTS = link_event.EVENTS
OBJECTS = link_object.OBJECTS
MODALITIES = ("asserted", "planned", "possible", "denied")
FORMS = (
    "in", "until", "war until", "since", "since to report", "none",
    "pair", "length to report", "length after", "length before", "war length",
)  # fmt: skip
"""How the days of a figure rest on a date: the stretch itself, up to it, since the war began up to it, since it …;
or on two dates, first and last; or on a length, counted from the report, a date before it, or the war's beginning."""


def form_of(made: str) -> str:
    """The form of a reading of the period, from how it was made ('here war until', 'until report', 'report day')."""
    if made in FORMS:
        return made
    for form in ("since to report", "war until", "until", "since"):
        if form in made:
            return form
    return "none" if made == "open" else "in"
