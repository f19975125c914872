"""What every page of a built site gets in the end."""

from __future__ import annotations

from pathlib import Path

from scripts import site_after


class Count:
    """Tells every page how many letters all of them have."""

    def __init__(self) -> None:
        self._letters = 0

    def see(self, page: Path, html: bytes) -> None:
        self._letters += len(html)

    def made(self, page: Path, html: bytes) -> bytes:
        return html + b" %d" % self._letters


def test_every_page_is_changed_by_what_all_of_them_decide(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for name, text in {"a.html": "a", "notes/b.html": "bc", "c.txt": "d"}.items():
        (tmp_path / name).write_text(text)
    site_after.apply(tmp_path, [Count(), Count()])
    assert (tmp_path / "a.html").read_text() == "a 3 3"
    assert (tmp_path / "notes" / "b.html").read_text() == "bc 3 3"
    assert (tmp_path / "c.txt").read_text() == "d"


def test_lines_end_as_a_browser_takes_them_to(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"a\r\nb\rc\n\xc3\xa9")
    site_after.apply(tmp_path, [])
    assert (tmp_path / "a.html").read_bytes() == b"a\nb\nc\n\xc3\xa9"
