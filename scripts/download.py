"""One file over HTTP: bounded, resumed where the server can, never from another host.

What arrives is not trusted here, only limited; whoever asks for a file verifies it.
"""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Final
from urllib.parse import urlsplit

Report = Callable[[int, int | None], None]
"""Told, now and then, the bytes that arrived and the bytes in all, where known."""

_CHUNK: Final = 1 << 16
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,18})-\d+/(?:\d+|\*)$")


class DownloadError(Exception):
    """The file could not be had; the message names its address."""


@dataclass(frozen=True)
class Patience:
    """How long a download is tried for.

    Attributes:
        attempts: connections in all.
        timeout: seconds without a byte after which a connection is given up.
        pause: seconds before the second attempt; doubled before each later one.
        deadline: seconds for one attempt in all, so that a trickle ends too.
    """

    attempts: int = 4
    timeout: float = 20.0
    pause: float = 1.0
    deadline: float = 900.0


def download(
    url: str,
    limit: int,
    *,
    patience: Patience = Patience(),
    report: Report = lambda received, total: None,
) -> bytes:
    """The body at an address.

    Args:
        url: an http or https address; redirects are followed within its scheme and host only.
        limit: the most bytes to take.
        patience: how long to try for.
        report: told how far it is.

    Raises:
        DownloadError: the server has no such file, sends more than `limit`, redirects elsewhere,
            or does not deliver within `patience`.
    """
    transfer = _Transfer(url, limit, patience, report)
    problem = ""
    for attempt in range(patience.attempts):
        if attempt:
            time.sleep(patience.pause * 2 ** (attempt - 1))
        try:
            transfer.attempt()
            return bytes(transfer.body)
        except _PassingError as error:
            problem = str(error)
    found = f"{problem}, after {patience.attempts} attempts"
    raise _error(url, "the file", found, "check the connection and run it again")


class _PassingError(Exception):
    """Another attempt may do better."""


@dataclass
class _Transfer:
    """A file on its way: what has arrived, and the server's name for that version of it."""

    url: str
    limit: int
    patience: Patience
    report: Report
    body: bytearray = field(default_factory=bytearray)
    etag: str | None = None

    def attempt(self) -> None:
        """Fetch what is still missing; what has arrived stays, also where this fails."""
        try:
            with _OPENER.open(self._request(), timeout=self.patience.timeout) as response:
                self._receive(response, self._begin(response))
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._failure(error) from error

    def _request(self) -> urllib.request.Request:
        request = urllib.request.Request(self.url)
        if self.body:
            request.add_header("Range", f"bytes={len(self.body)}-")
            if self.etag:
                request.add_header("If-Range", self.etag)
        return request

    def _begin(self, response: http.client.HTTPResponse) -> int | None:
        """Keep of the body what the response goes on from; the size of it all, where known."""
        if response.status == http.client.PARTIAL_CONTENT:
            served = _CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
            if served is None or int(served[1]) != len(self.body):
                self._restart()
                raise _PassingError("another part of the file than was asked for")
        else:
            self._restart()
            etag = response.headers.get("ETag", "")
            # RFC 9110, section 13.1.5: only a strong tag says that the rest is of the same file.
            self.etag = etag if etag.startswith('"') else None
        return None if response.length is None else len(self.body) + response.length

    def _receive(self, response: http.client.HTTPResponse, total: int | None) -> None:
        give_up = time.monotonic() + self.patience.deadline
        self._check_length(total or 0)
        while chunk := response.read1(_CHUNK):  # read() would wait for the whole of a trickle
            self.body += chunk
            self._check_length(len(self.body))
            self.report(len(self.body), total)
            if time.monotonic() >= give_up:
                raise _PassingError(f"{len(self.body)} bytes in {self.patience.deadline:.0f} s")
        if total is not None and len(self.body) < total:
            raise _PassingError(f"{len(self.body)} of {total} bytes")

    def _restart(self) -> None:
        self.body.clear()
        self.etag = None

    def _check_length(self, length: int) -> None:
        if length > self.limit:
            found = f"{length} or more"
            raise _error(self.url, f"at most {self.limit} bytes", found, "try another mirror")

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        found = f"status {error.code} ({error.reason})"
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            self._restart()
        elif error.code not in _PASSING:
            return _error(self.url, "the file", found, "try another mirror")
        return _PassingError(found)

    def _failure(self, error: OSError | http.client.HTTPException) -> Exception:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLCertVerificationError):
            found = reason.verify_message
            return _error(self.url, "a trusted certificate", found, "check the clock and the proxy")
        return _PassingError(f"a broken connection ({reason or type(error).__name__})")


def _error(url: str, expected: str, found: str, remedy: str) -> DownloadError:
    return DownloadError(f"{url}: expected {expected}; found {found}; {remedy}")


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirects that stay with scheme and host; any other is refused."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            found = f"a redirect to {newurl}, which is not followed"
            raise _error(req.full_url, "the file from this host", found, "try another mirror")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """HTTP and HTTPS through the usual proxies; no files, no FTP, no data addresses."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameHost(),
    ):
        opener.add_handler(handler)
    return opener


_OPENER: Final = _opener()
