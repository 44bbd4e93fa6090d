"""A text that comes inside something else (a record, a cell, a message): plain or Markdown, told by its marks."""

from datetime import date
from typing import Literal

from warbook.documents import dating
from warbook.documents.drafts import Draft, Given
from warbook.documents.formats import markdown, plain
from warbook.model import Publication


def draft(text: str, lang: str = "en") -> Draft:
    """The report that a text is; its offsets are those of the text as it came."""
    return markdown.of_text(text, lang) if markdown.looks_like(text) else plain.of_text(text, lang)


def take(draft: Draft, given: Given, found_in: Literal["metadata", "given"] = "given") -> None:
    """Writes what is said of a report over what the report says of itself. A date that is none becomes a remark."""
    draft.title = given.title or draft.title
    draft.url = given.url or draft.url
    draft.lang = given.lang or draft.lang
    draft.outlet = given.outlet or draft.outlet
    draft.id = given.id or draft.id
    draft.remarks += given.remarks
    if isinstance(given.published, date):
        draft.published = Publication(day=given.published, found_in=found_in)
    elif given.published:
        if found := dating.of_metadata(given.published, draft.lang):
            draft.published = Publication(day=found[0], precision=found[1], found_in=found_in)
        else:
            draft.remarks.append(f"The date of publication '{given.published[:60]}' could not be read")
