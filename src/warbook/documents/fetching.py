"""Fetches a page: politely, within bounds, never inside the user's own network unless asked; keeps what came.

What was fetched is kept as a WARC record, the form of web archives: the bytes, the headers and the time, so that a
claim can be checked after the page has changed, by Warbook or by any other tool.
"""

import io
import ipaddress
import socket
import time
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec
from protego import Protego

from warbook import __version__
from warbook.documents.deadline import Backend
from warbook.errors import ReadError

AGENT = f"Warbook/{__version__} (reads reports for fact-checking)"
MOST_BYTES = 64 * 1024 * 1024
MOST_REDIRECTS = 5
SECONDS = 20.0
"""To connect and for each answer to go on."""
WHOLE_SECONDS = 120.0
BETWEEN = 1.0
"""Seconds between two requests to one host, at least; a site's own crawl delay goes before, up to LONGEST_DELAY."""
LONGEST_DELAY = 30.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetched(msgspec.Struct, frozen=True):
    """An answer as it came. `url` is where it came from in the end, `asked` what was asked for; `at` is in UTC."""

    asked: str
    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header; None where the answer has none of that name."""
        return next((value for known, value in self.headers if known.lower() == name), None)

    def as_warc(self) -> bytes:
        """The answer as one gzip-compressed WARC record."""
        from fastwarc.stream_io import GzipWriter
        from fastwarc.warc import WarcRecord, WarcRecordType

        kept = [
            (name, value)
            for name, value in self.headers
            if name.lower() not in ("content-encoding", "transfer-encoding")
        ]
        lines = "".join(f"{name}: {value}\r\n" for name, value in kept)
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = self.url
        record.headers["WARC-Date"] = self.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(f"HTTP/1.1 {self.status} \r\n{lines}\r\n".encode("utf-8", "replace") + self.body)
        out = io.BytesIO()
        writer = GzipWriter(out)
        record.write(writer)
        writer.close()
        return out.getvalue()


class _CheckedTransport(httpx.HTTPTransport):
    """Connects to the very address that was checked, so that a name cannot lead elsewhere between check and use."""

    def __init__(self, *, allow_private: bool) -> None:
        super().__init__()
        self.allow_private = allow_private
        self._ends = 0.0
        self._pool._network_backend = Backend(lambda: self._ends)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._ends = time.monotonic() + WHOLE_SECONDS
        host = request.url.host
        address = checked_address(
            host, request.url.port or (443 if request.url.scheme == "https" else 80), self.allow_private
        )
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=address)
        return super().handle_request(request)


def checked_address(host: str, port: int, allow_private: bool) -> str:
    """The address that a name stands for. Raises ReadError where it has none or lies inside the user's own network."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise ReadError(f"{host} is not known to the network") from error
    for address in found:
        if not allow_private and not _is_public(address):
            raise ReadError(f"{host} lies inside your own network ({address})", "use --allow-private if that is meant")
    return found[0]


def _is_public(address: str) -> bool:
    place = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = getattr(place, "ipv4_mapped", None) or getattr(place, "sixtofour", None) or place
    return place.is_global and inner.is_global and not place.is_multicast


class Fetcher:
    """Fetches pages one after the other; remembers each host's rules and the time of its last answer."""

    def __init__(self, *, allow_private: bool = False, between: float | None = None) -> None:
        self._client = httpx.Client(
            transport=_CheckedTransport(allow_private=allow_private),
            headers={"User-Agent": AGENT, "Accept": "text/html,application/pdf,application/xml;q=0.9,*/*;q=0.5"},
            timeout=SECONDS,
            trust_env=False,
        )
        self._between = BETWEEN if between is None else between
        self._last: dict[str, float] = {}
        self._rules: dict[str, Protego | None] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """The page at an address. Raises ReadError with the reason where it cannot or must not be fetched."""
        address = url
        for _ in range(MOST_REDIRECTS + 1):
            _refuse_odd(address)
            self._ask_leave(address)
            answer = self._get(address)
            target = answer.header("location")
            if answer.status not in REDIRECTS or not target:
                if answer.status != 200:
                    raise ReadError(f"{url}: the server answered {answer.status}")
                return msgspec.structs.replace(answer, asked=url)
            address = urljoin(address, target)
        raise ReadError(f"{url}: sends from page to page more than {MOST_REDIRECTS} times")

    def _ask_leave(self, url: str) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._robots(site)
        rules = self._rules[site]
        if rules is None:
            raise ReadError(f"{url}: the site's robots.txt could not be read, so its pages are not fetched")
        if not rules.can_fetch(url, AGENT):
            raise ReadError(f"{url}: the site's robots.txt asks that this page is not fetched")

    def _robots(self, site: str) -> Protego | None:
        """The rules of a site: none where it has no robots.txt, None where the server fails (RFC 9309, 2.3.1)."""
        address = f"{site}/robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get(address)
            target = answer.header("location")
            if answer.status in REDIRECTS and target:
                address = urljoin(address, target)
                _refuse_odd(address)
                continue
            if answer.status >= 500:
                return None
            return Protego.parse(answer.body[:512_000].decode("utf-8", "replace") if answer.status == 200 else "")
        return Protego.parse("")

    def _get(self, url: str) -> Fetched:
        self._wait(urlsplit(url).netloc)
        started = time.monotonic()
        try:
            with self._client.stream("GET", url) as answer:
                body = bytearray()
                for block in answer.iter_bytes():
                    body += block
                    if len(body) > MOST_BYTES:
                        raise ReadError(f"{url}: is larger than {MOST_BYTES // 1024**2} MB")
                headers = tuple(answer.headers.multi_items())
                return Fetched(url, url, datetime.now(UTC), answer.status_code, headers, bytes(body))
        except httpx.TimeoutException as error:
            is_late = time.monotonic() - started >= WHOLE_SECONDS
            reason = f"took longer than {WHOLE_SECONDS:.0f}" if is_late else f"no answer within {SECONDS:.0f}"
            raise ReadError(f"{url}: {reason} seconds") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise ReadError(f"{url}: cannot be fetched: {error or type(error).__name__}") from error
        finally:
            self._last[urlsplit(url).netloc] = time.monotonic()

    def _wait(self, host: str) -> None:
        rules = next((rules for site, rules in self._rules.items() if rules and urlsplit(site).netloc == host), None)
        asked = rules.crawl_delay(AGENT) if rules is not None else None
        delay = max(self._between, min(float(asked or 0.0), LONGEST_DELAY))
        since = time.monotonic() - self._last.get(host, float("-inf"))
        if since < delay:
            time.sleep(delay - since)


def _refuse_odd(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ReadError(f"{url}: is no address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ReadError(f"{url}: only http and https addresses are fetched")
    if parts.username or parts.password:
        raise ReadError(f"{parts.scheme}://{host}: an address with a name or a password in it is not fetched")
