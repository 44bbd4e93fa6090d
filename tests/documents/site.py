"""A small web site on this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

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
