"""A small web site on this machine."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from documents.gallery import html

PAGES = {
    "/bridge": (200, {"Content-Type": "text/html"}, html()),
    "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /closed\n"),
    "/closed": (200, {"Content-Type": "text/html"}, html()),
    "/moved": (302, {"Location": "/bridge"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/away": (302, {"Location": "file:///etc/passwd"}, b""),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 5000),
}


DRIPS = {
    "/slow-head": (b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
    "/slow-body": (b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"word "),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in DRIPS:
            self.drip()
            return
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """An answer that never comes to its end, though something comes all the time."""
        start, each = DRIPS[self.path]
        with suppress(OSError):
            self.wfile.write(start)
            for _ in range(100):
                self.wfile.write(each)
                time.sleep(0.05)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """The address of the site, while it stands."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
