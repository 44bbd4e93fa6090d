"""Saved pages (.mhtml, .mht): the page itself, with the address that it was saved from."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.formats.eml import content, header, parsed
from warbook.documents.markup import of_markup
from warbook.errors import ReadError

RELATED = re.compile(rb"(?im)^content-type:\s*multipart/related")
SAVED = re.compile(rb"(?im)^(?:snapshot-content-location|from: *<saved by|x-mhtml)")


def certainty(head: bytes, name: str) -> int:
    """A mail whose parts belong together and that says that it was saved by a browser, or is called so."""
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if not RELATED.search(headers):
        return 0
    return 70 if SAVED.search(headers) or name.lower().endswith((".mhtml", ".mht")) else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError where the file holds no page."""
    mail = parsed(blob.bytes())
    page = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    if not isinstance(page, EmailMessage):
        raise ReadError("is a saved page without a page in it")
    draft = of_markup(content(page), given)
    draft.media = "multipart/related"
    address = header(mail, "snapshot-content-location") or header(page, "content-location")
    if address and address.startswith("http"):
        draft.url = draft.url or address
    if day := header(mail, "date"):
        draft.remarks.append(f"The page was saved on {day}")
    yield draft
