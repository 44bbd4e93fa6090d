"""Who comes back: a cookie that tells browsers apart, signs in where a token is asked for, and yields the form token.

Nothing is stored: a session is a random name, the second it ends, whether the token was given, and a signature under a
key that lives as long as the process.
"""

import hmac
import secrets
import time
from collections import deque
from hashlib import sha256

import msgspec

LASTS = 12 * 60 * 60
"""Seconds until the token must be given again."""
TRIES, WITHIN = 10, 60.0
"""So many wrong tokens in so many seconds, from all sides together; then nobody is let in for a while."""


class Session(msgspec.Struct, frozen=True):
    """A browser's session: its random name, when it ends (seconds since 1970), whether the token was given."""

    name: str
    ends: int
    signed_in: bool = False


class Sessions:
    """Makes and checks sessions. `token` is what must be given to be signed in; None where nobody needs to."""

    def __init__(self, token: str | None) -> None:
        self._key = secrets.token_bytes(32)
        self._token = token
        self._wrong: deque[float] = deque(maxlen=TRIES)

    def new(self, signed_in: bool = False) -> Session:
        """A fresh session."""
        return Session(secrets.token_hex(16), int(time.time()) + LASTS, signed_in)

    def cookie(self, session: Session) -> str:
        """The session as the value of a cookie."""
        body = f"{session.name}.{session.ends}.{int(session.signed_in)}"
        return f"{body}.{self._sign('session', body)}"

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where it was not made here, was altered or has ended."""
        body, _, signature = (cookie or "").rpartition(".")
        if not body or not _same(signature, self._sign("session", body)):
            return None
        name, ends, signed_in = body.split(".")
        return Session(name, int(ends), signed_in == "1") if int(ends) > time.time() else None

    def form_token(self, session: Session) -> str:
        """What every form of this session must carry, so that no other site can send one."""
        return self._sign("form", session.name)

    def is_form_token(self, session: Session, given: str) -> bool:
        """Whether a form carries its session's token."""
        return _same(given, self.form_token(session))

    def may_come_in(self, session: Session | None, bearer: str | None) -> bool:
        """Whether a request may see the book: by its session, or by the token in its Authorization header."""
        if self._token is None:
            return True
        return (session is not None and session.signed_in) or (bearer is not None and self.is_token(bearer))

    def is_token(self, given: str) -> bool:
        """Whether this is the token. Wrong ones are counted; after too many, none is right for a while."""
        if self._token is None or self.is_shut():
            return False
        if _same(given, self._token):
            return True
        self._wrong.append(time.monotonic())
        return False

    def is_shut(self) -> bool:
        """Whether too many wrong tokens came in lately."""
        return len(self._wrong) == TRIES and time.monotonic() - self._wrong[0] < WITHIN

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self._key, f"{purpose}:{text}".encode(), sha256).hexdigest()


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))
