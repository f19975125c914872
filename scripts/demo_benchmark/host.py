"""Serves folders on this machine as a static host does, and tells what it sent."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import cast
from urllib.parse import unquote, urlsplit

# GitHub Pages compresses with gzip; the best level, so that no byte is owed to the host.
LEVEL = 9

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True)
class Sent:
    """A response: which file, and the bytes of its body as they were sent."""

    path: str
    file: Path
    body: int


@dataclass
class Host:
    """A server while it runs.

    Attributes:
        url: of its root, without a slash at the end.
        folders: prefix such as ``/site/`` -> folder.
    """

    url: str
    folders: Mapping[str, Path]
    _sent: list[Sent] = field(default_factory=list)
    _bodies: dict[Path, bytes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self) -> list[Sent]:
        """What was sent since the last call, in order."""
        with self._lock:
            sent, self._sent = self._sent, []
        return sent

    def find(self, path: str) -> Path | None:
        """The file behind a path, if there is one in a folder that is served."""
        for prefix, folder in self.folders.items():
            if path.startswith(prefix):
                file = (folder / path.removeprefix(prefix)).resolve()
                if path.endswith("/"):
                    file /= "index.html"
                inside = file.is_relative_to(folder.resolve())
                return file if inside and file.is_file() else None
        return None

    def body(self, file: Path) -> bytes:
        """The compressed content; compressed once, so that no reading waits for it twice."""
        with self._lock:
            if file not in self._bodies:
                self._bodies[file] = gzip.compress(file.read_bytes(), LEVEL, mtime=0)
            return self._bodies[file]

    def note(self, sent: Sent) -> None:
        """Remember a response."""
        with self._lock:
            self._sent.append(sent)


class _Server(ThreadingHTTPServer):
    host: Host


class _Handler(BaseHTTPRequestHandler):
    # Connections stay open, as those of a static host do.
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes; with Nagle's algorithm the second may wait for 40 ms.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        host = cast("_Server", self.server).host
        path = unquote(urlsplit(self.path).path)
        file = host.find(path)
        if file is None:
            self.send_error(404)
            return
        body = host.body(file)
        host.note(Sent(path, file, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; `Host.take` tells what was sent."""


@contextmanager
def serve(folders: Mapping[str, Path]) -> Iterator[Host]:
    """Serve folders below their prefixes on a free port of the loopback."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.host = Host(f"http://127.0.0.1:{server.server_port}", dict(folders))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
