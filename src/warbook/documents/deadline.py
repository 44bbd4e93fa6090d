"""A connection on which all reading ends at one moment: a server that sends a byte now and then cannot hold it up."""

import time
from collections.abc import Callable, Iterable
from ssl import SSLContext
from typing import Any

import httpcore

Moment = Callable[[], float]
"""When reading must have ended, in seconds of the monotonic clock."""


class Backend(httpcore.SyncBackend):
    """Opens connections that end when `ends` says; it is asked at each read, so that each request sets its own."""

    def __init__(self, ends: Moment) -> None:
        self._ends = ends

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a host."""
        return _Stream(super().connect_tcp(host, port, timeout, local_address, socket_options), self._ends)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, ends: Moment) -> None:
        self._inner = inner
        self._ends = ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._ends() - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return self._inner.read(max_bytes, left if timeout is None else min(timeout, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
