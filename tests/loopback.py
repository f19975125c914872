"""A web server on this machine that answers as a test tells it to, well or badly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Reply = Callable[[BaseHTTPRequestHandler], None]

# Of what has no end, in bytes: who takes it all shall fail, not fill the memory.
FAR_TOO_MUCH = 1 << 28


@dataclass
class Loopback:
    """What is served at `url`, and what was asked for.

    Attributes:
        replies: path -> how it is answered; a list is used up, its last answer repeated.
        requests: path and Range header of each request so far.
    """

    url: str
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    requests: list[tuple[str, str | None]] = field(default_factory=list)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests.append((handler.path, handler.headers.get("Range")))
        reply = self.replies.get(handler.path, status(404))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        reply(handler)


@contextmanager
def loopback() -> Iterator[Loopback]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(ConnectionError):  # a client that had enough
                served.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Loopback(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def whole(body: bytes) -> Reply:
    """The body, by a server that knows nothing of ranges."""
    return _sent(200, body, {"Content-Length": str(len(body))})


def cut(body: bytes, at: int, etag: str = '"one"') -> Reply:
    """The first bytes of a body of which more was announced, then a closed connection."""
    return _sent(200, body[:at], {"Content-Length": str(len(body)), "ETag": etag})


def rest(body: bytes, until: int | None = None, shift: int = 0) -> Reply:
    """The range asked for; optionally cut short, or announced for another place."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        assert asked is not None
        start = int(asked[1])
        headers = {
            "Content-Length": str(len(body) - start),
            "Content-Range": f"bytes {start + shift}-{len(body) - 1}/{len(body)}",
        }
        _sent(206, body[start:until], headers)(handler)

    return reply


def unannounced(body: bytes) -> Reply:
    """The body without its length."""
    return _sent(200, body, {})


def endless() -> Reply:
    """Zeros until nobody listens, or until far more came than anybody may take."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        _sent(200, b"", {})(handler)
        for _ in range(FAR_TOO_MUCH >> 16):
            handler.wfile.write(bytes(1 << 16))

    return reply


def stalled(body: bytes, at: int) -> Reply:
    """The first bytes of the body, then nothing for as long as the client waits."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        cut(body, at)(handler)
        handler.wfile.flush()
        handler.connection.recv(1)

    return reply


def status(code: int) -> Reply:
    return _sent(code, b"no", {"Content-Length": "2"})


def redirect(to: str) -> Reply:
    return _sent(302, b"", {"Location": to, "Content-Length": "0"})


def _sent(code: int, body: bytes, headers: dict[str, str]) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply
