"""Downloads over real HTTP on this machine: whole, resumed, or refused."""

import io
import socket

import pytest

from scripts.download import DownloadError, Patience, download
from scripts.download_progress import DownloadProgress
from tests import loopback
from tests.loopback import cut, endless, redirect, rest, stalled, status, unannounced, whole

BODY = bytes(range(256)) * 1000
LIMIT = len(BODY)
EAGER = Patience(attempts=3, timeout=10.0, pause=0.0)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with loopback.loopback() as served:
        yield served


def get(server, reply, **options):
    server.replies["/file"] = reply
    return download(f"{server.url}/file", LIMIT, **({"patience": EAGER} | options))


@pytest.mark.parametrize("reply", [whole, unannounced])
def test_a_file_arrives_whole(server, reply):
    assert get(server, reply(BODY)) == BODY
    assert server.requests == [("/file", None)]


def test_progress_is_told_up_to_the_end(server):
    told = []
    get(server, whole(BODY), report=lambda received, total: told.append((received, total)))
    assert told[-1] == (LIMIT, LIMIT)
    assert told == sorted(told)


def test_a_cut_download_goes_on_where_it_stopped(server):
    replies = [cut(BODY, 1000), rest(BODY, until=5000), rest(BODY)]
    assert get(server, replies) == BODY
    assert [asked for _, asked in server.requests] == [None, "bytes=1000-", "bytes=5000-"]


def test_a_server_without_ranges_sends_it_all_again(server):
    assert get(server, [cut(BODY, 1000), whole(BODY)]) == BODY


def test_only_the_same_version_of_a_file_is_gone_on_with(server):
    conditions = []

    def noting(handler):
        conditions.append(handler.headers.get("If-Range"))
        whole(BODY)(handler)

    assert get(server, [cut(BODY[::-1], 1000, etag='"old"'), noting]) == BODY
    assert get(server, [cut(BODY[::-1], 1000, etag='W/"weak"'), noting]) == BODY
    assert conditions == ['"old"', None]


def test_the_wrong_part_is_thrown_away(server):
    assert get(server, [cut(BODY, 1000), rest(BODY, shift=7), whole(BODY)]) == BODY
    assert [asked for _, asked in server.requests] == [None, "bytes=1000-", None]


def test_a_range_that_is_refused_starts_again(server):
    assert get(server, [cut(BODY, 1000), status(416), whole(BODY)]) == BODY
    assert [asked for _, asked in server.requests] == [None, "bytes=1000-", None]


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_passing_trouble_is_tried_again(server, code):
    assert get(server, [status(code), whole(BODY)]) == BODY


def test_a_short_body_is_never_taken_for_the_whole(server):
    with pytest.raises(DownloadError, match=r"found 99 of 256000 bytes, after 3 attempts"):
        get(server, [cut(BODY, 99), cut(BODY, 99), cut(BODY, 99)])
    assert len(server.requests) == 3


@pytest.mark.parametrize("code", [403, 404, 410])
def test_a_file_that_is_not_there_is_not_asked_for_twice(server, code):
    with pytest.raises(DownloadError, match=rf"/file: expected the file; found status {code}"):
        get(server, status(code))
    assert len(server.requests) == 1


@pytest.mark.parametrize("reply", [endless(), unannounced(BODY + b"."), whole(BODY + b".")])
def test_a_body_that_is_too_long_is_refused(server, reply):
    with pytest.raises(DownloadError, match=r"expected at most 256000 bytes; found \d+ or more"):
        get(server, reply)
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_reported():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/file"
        with pytest.raises(DownloadError, match=r"found a broken connection \(.*after 3 attempts"):
            download(url, LIMIT, patience=EAGER)


def test_a_trickle_is_given_up(server):
    with pytest.raises(DownloadError, match=r"found \d+ bytes in 0 s, after 3 attempts"):
        get(server, whole(BODY), patience=Patience(attempts=3, pause=0.0, deadline=0.0))


def test_a_stalled_connection_is_given_up_and_gone_on_with(server):
    patience = Patience(attempts=3, timeout=1.0, pause=0.0)
    assert get(server, [stalled(BODY, 1000), rest(BODY)], patience=patience) == BODY
    assert [asked for _, asked in server.requests] == [None, "bytes=1000-"]


def test_a_redirect_within_the_host_is_followed(server):
    server.replies["/elsewhere"] = whole(BODY)
    assert get(server, redirect("/elsewhere")) == BODY


def test_a_redirect_in_circles_ends(server):
    with pytest.raises(DownloadError, match="found status 302"):
        get(server, redirect("/file"))


@pytest.mark.parametrize(
    "target",
    ["http://localhost:{port}/other", "https://127.0.0.1:{port}/other", "http://127.0.0.1/other"],
)
def test_a_redirect_to_another_host_port_or_scheme_is_refused(server, target):
    server.replies["/other"] = whole(BODY)
    to = target.format(port=server.url.rsplit(":", 1)[1])
    with pytest.raises(DownloadError, match=f"found a redirect to {to}, which is not followed"):
        get(server, redirect(to))
    assert server.requests == [("/file", None)]


def test_a_redirect_to_a_file_of_this_machine_is_refused(server, tmp_path):
    (tmp_path / "secret").write_bytes(BODY)
    with pytest.raises(DownloadError):
        get(server, redirect((tmp_path / "secret").as_uri()))


@pytest.mark.parametrize("scheme", ["file://", "ftp://127.0.0.1", "data:,"])
def test_only_http_is_spoken(scheme, tmp_path):
    (tmp_path / "secret").write_bytes(BODY)
    with pytest.raises(DownloadError, match="unknown url type"):
        download(f"{scheme}{tmp_path / 'secret'}", LIMIT, patience=EAGER)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar():
    stream = Terminal()
    progress = DownloadProgress("file", stream)
    progress(1_000_000, 2_000_000)
    progress(2_000_000, 2_000_000)
    progress.close()
    first, last = stream.getvalue().strip("\r").split("\r")
    assert first == f"file [{'#' * 15}{' ' * 15}] 1.0 MB of 2.0 MB "
    assert last == f"file [{'#' * 30}] 2.0 MB of 2.0 MB \n"


def test_a_log_gets_a_line_a_quarter():
    stream = io.StringIO()
    progress = DownloadProgress("file", stream)
    for percent in range(1, 101):
        progress(percent * 40_000, 4_000_000)
    progress.close()
    shown = [f"file: {done}.0 MB of 4.0 MB" for done in (1, 2, 3, 4)]
    assert stream.getvalue().splitlines() == shown


def test_a_download_of_unknown_size_is_shown_too():
    stream = Terminal()
    DownloadProgress("file", stream)(1_500_000, None)
    assert "1.5 MB" in stream.getvalue()
