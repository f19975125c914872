"""A folder served over HTTP on this machine, below a path of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

# Where the tests have the site: below a path, as GitHub Pages puts a project's.


class _Handler(SimpleHTTPRequestHandler):
    # Without it the system's table decides, and some lack these two.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def __init__(self, *args: object, prefix: str, **options: object) -> None:
        self._prefix = prefix
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._prefix):
            return "/nowhere"
        return super().translate_path(path[len(self._prefix) - 1 :])

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve_folder(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a folder; gives the URL of its root, with a slash at the end."""
    handler = partial(_Handler, directory=str(folder), prefix=prefix)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
