"""HTML: the text is the visible text of the whole page; what of it is the report is labelled."""

import re
from collections.abc import Iterator

from warbook.documents.decoding import decode, is_text
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.markup import of_markup

OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,20000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html\b|head\b|body\b)",
    re.I | re.S,
)
FRAGMENT = re.compile(
    rb"\s*<(?:p|div|article|section|h[1-6]|table|ul|ol|main|span|blockquote|meta|title)\b[^>]{0,2000}>", re.I
)
CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,40})""", re.I)


def certainty(head: bytes, name: str) -> int:
    """A doctype, <html> or <body>; or a fragment that begins with a tag and closes some."""
    if not is_text(head):
        return 0
    if OPENING.match(head):
        return 92
    return 15 if FRAGMENT.match(head) and head.count(b"</") >= 1 else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError where the page has no words."""
    data = blob.bytes()
    declared = CHARSET.search(data[:4096])
    text, remark = decode(data, declared[1].decode("ascii") if declared else None)
    draft = of_markup(text, given)
    draft.remarks += [remark] if remark else []
    yield draft
