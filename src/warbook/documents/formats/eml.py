"""E-mail (.eml): the message is a report, each attachment another."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr

from warbook.documents import dating, texts
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.formats import Item, Part
from warbook.documents.markup import of_fragment
from warbook.errors import ReadError
from warbook.model import Publication, Rejection, Segment, Span

HEADER = re.compile(
    rb"(?im)^(From|To|Date|Subject|Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type):[ \t]"
)
EARLIER = r"(?:>|On\b.{0,200}wrote:)"
SIGNATURE = re.compile(rf"^-- ?\n(?:(?!{EARLIER}).*(?:\n|\Z)){{1,8}}(?=\Z|{EARLIER})", re.MULTILINE)
"""A line of two strokes, as mail programs write it, and a few lines up to the end or to an earlier message."""
FIRST = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]")


def certainty(head: bytes, name: str) -> int:
    """Starts with a header line and has three of a mail's own headers before the first empty line."""
    if not FIRST.match(head):
        return 0
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return 55 if len({name.lower() for name in HEADER.findall(headers)}) >= 3 else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """The message, then its attachments."""
    mail = parsed(blob.bytes())
    yield _message(mail, given)
    for part in mail.iter_attachments():
        if not _is_ornament(part):
            yield _attachment(part, blob.name, given)


def parsed(data: bytes) -> EmailMessage:
    """The mail in the bytes. Raises ReadError where it is none."""
    try:
        mail = message_from_bytes(data, policy=default)
    except (ValueError, IndexError, LookupError, RecursionError) as error:
        raise ReadError(f"is no readable mail: {error}") from error
    return mail


def _message(mail: EmailMessage, given: Given) -> Draft:
    try:
        body = mail.get_body(preferencelist=("plain", "html"))
        words = content(body) if body is not None else ""
        is_page = body is not None and body.get_content_type() == "text/html"
        draft = of_fragment(words, given) if is_page else texts.draft(words.replace("\r\n", "\n"), given.lang or "en")
    except (LookupError, ValueError, AttributeError, TypeError, OverflowError) as error:
        raise ReadError(f"is a mail that cannot be read: {error}") from error
    _label_signature(draft)
    draft.media = "message/rfc822"
    draft.title = header(mail, "subject")
    sender, address = parseaddr(header(mail, "from") or "")
    draft.authors = [sender or address] if sender or address else []
    if (day := header(mail, "date")) and (found := dating.of_metadata(day)):
        draft.published = Publication(day=found[0], precision=found[1], found_in="metadata")
    return draft


def _label_signature(draft: Draft) -> None:
    for match in SIGNATURE.finditer(draft.text):
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        draft.segments = [segment for segment in draft.segments if not span.start <= segment.span.start < span.end]
        draft.segments.append(Segment(span, "boilerplate", "a signature"))


def header(mail: Message, name: str) -> str | None:
    """A header's words; None where it is missing or broken."""
    try:
        value = mail[name]
    except (ValueError, IndexError, AttributeError, TypeError, OverflowError):
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def content(part: Message) -> str:
    """The text of a part; bytes that its encoding does not know are marked."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:
        return data.decode("utf-8", errors="replace")


def _is_ornament(part: EmailMessage) -> bool:
    """Whether a part is a picture that the message itself shows, such as a letterhead."""
    is_shown = part.get_content_disposition() == "inline" or part.get("Content-ID") is not None
    return part.get_content_maintype() == "image" and is_shown


def _attachment(part: EmailMessage, outer: str, given: Given) -> Item:
    name = f"{outer}/{part.get_filename() or 'attachment'}"
    is_mail = part.get_content_type() == "message/rfc822"
    data = _forwarded(part) if is_mail else part.get_payload(decode=True)
    if isinstance(data, bytes):
        return Part(Blob(name, data), given)
    return Rejection(name=name, reason="is an attachment that cannot be unpacked")


def _forwarded(part: EmailMessage) -> bytes | None:
    """The bytes of a mail that was attached as it came; None where it is broken."""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    try:
        return first.as_bytes(policy=default) if isinstance(first, Message) else None
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        return None
