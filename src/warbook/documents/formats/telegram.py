"""Telegram's own export (result.json): each message is a report of its channel."""

import re
from collections.abc import Iterator

import msgspec

from warbook.documents import dating, texts
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.formats import Item
from warbook.errors import ReadError
from warbook.model import Publication, Rejection

CHAT = re.compile(rb'\s*\{.{0,2000}?"messages"\s*:\s*\[', re.S)
ALL = re.compile(rb'\s*\{.{0,20000}?"chats"\s*:\s*\{', re.S)
MESSAGE = (
    b'"date_unixtime"',
    b'"text_entities"',
    b'"from_id"',
    b'"forwarded_from"',
    b'"type": "message"',
    b'"type":"message"',
)


class _Stretch(msgspec.Struct):
    text: str = ""


class _Message(msgspec.Struct):
    id: int
    type: str = "message"
    date: str | None = None
    edited: str | None = None
    sender: str | None = msgspec.field(default=None, name="from")
    author: str | None = None
    forwarded_from: str | None = None
    text: str | list[str | _Stretch] = ""


class _Chat(msgspec.Struct):
    id: int | None = None
    name: str | None = None
    type: str = ""
    messages: list[msgspec.Raw] = []


class _Chats(msgspec.Struct):
    chats: list[_Chat] = msgspec.field(default_factory=list, name="list")


class _Export(msgspec.Struct):
    chats: _Chats = msgspec.field(default_factory=_Chats)
    id: int | None = None
    name: str | None = None
    type: str = ""
    messages: list[msgspec.Raw] = []


def certainty(head: bytes, name: str) -> int:
    """A JSON object with messages, or with chats, in Telegram's own words."""
    return 75 if (CHAT.match(head) or ALL.match(head)) and any(word in head for word in MESSAGE) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """A report a message that has words; a broken message is a rejection. Raises ReadError where none can be read."""
    try:
        export = msgspec.json.decode(blob.utf8(), type=_Export)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(f"is no readable Telegram export: {error}") from error
    own = _Chat(id=export.id, name=export.name, type=export.type, messages=export.messages)
    found = 0
    for chat in [own, *export.chats.chats]:
        for number, raw in enumerate(chat.messages, 1):
            try:
                message = msgspec.json.decode(raw, type=_Message)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                where = f"message {number} of {chat.name or 'the chat'}"
                yield Rejection(name=blob.name, where=where, reason=f"is no message: {error}")
                continue
            if message.type == "message" and (words := _words(message)).strip():
                found += 1
                yield _draft(chat, message, words, given)
    if not found:
        raise ReadError("is a Telegram export without a message that has words")


def _words(message: _Message) -> str:
    parts = [message.text] if isinstance(message.text, str) else message.text
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def _draft(chat: _Chat, message: _Message, words: str, given: Given) -> Draft:
    draft = texts.draft(words, given.lang or "en")
    draft.record = True
    draft.media = "application/json"
    draft.part = f"message {message.id}"
    draft.id = f"telegram:{chat.id}:{message.id}"
    draft.outlet = chat.name or message.sender
    author = message.author or message.sender
    draft.authors = [author] if author and author != draft.outlet else []
    if message.date and (found := dating.of_metadata(message.date)):
        draft.published = Publication(day=found[0], precision=found[1], found_in="metadata")
    draft.remarks += [f"Forwarded from {message.forwarded_from}"] if message.forwarded_from else []
    draft.remarks += [f"Edited on {message.edited}"] if message.edited else []
    return draft
