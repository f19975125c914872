"""What every page of a built site gets in the end."""

from __future__ import annotations

from pathlib import Path

from scripts import site_after


class Count:
    """Tells every page how many letters all of them have."""

    def __init__(self) -> None:
        self._letters = 0

    def see(self, page: Path, head: str, body: bytes) -> None:
        self._letters += len(head) + len(body.removeprefix(b"</head>"))

    def made(self, page: Path, head: str) -> str:
        return f"{head} {self._letters}"


def test_every_page_is_changed_by_what_all_of_them_decide(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for name, text in {"a.html": "a</head>b", "notes/c.html": "c", "d.txt": "d"}.items():
        (tmp_path / name).write_text(text)
    site_after.apply(tmp_path, [Count(), Count()])
    assert (tmp_path / "a.html").read_text() == "a 3 3</head>b"
    assert (tmp_path / "notes" / "c.html").read_text() == "c 3 3"
    assert (tmp_path / "d.txt").read_text() == "d"


def test_lines_end_as_a_browser_takes_them_to(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"a\r\nb</head>\rc\n\xc3\xa9")
    site_after.apply(tmp_path, [])
    assert (tmp_path / "a.html").read_bytes() == b"a\nb</head>\nc\n\xc3\xa9"
