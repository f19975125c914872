from __future__ import annotations

from pathlib import Path

import pytest

from scripts.stamps import Stamp, fault, read, write

STAMP = Stamp({"page.md": "1", "SITE_URL": ""}, {"index.html": "2"})


def test_a_stamp_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "stamps" / "site.json"
    write(path, STAMP)
    assert read(path) == STAMP
    assert [each.name for each in path.parent.iterdir()] == ["site.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"made": {}}', '{"made": {}, "of": {}}', "3"])
def test_a_stamp_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "site.json"
    assert read(path) is None
    path.write_text(content)
    assert read(path) is None


def test_what_is_as_it_was_need_not_be_made() -> None:
    assert fault(STAMP, Stamp(dict(STAMP.made_from), dict(STAMP.made))) is None


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (Stamp(STAMP.made_from | {"page.md": "3"}, STAMP.made), "changed: page.md"),
        (Stamp(STAMP.made_from | {"new.md": "3"}, STAMP.made), "changed: new.md"),
        (Stamp({"SITE_URL": "x"}, STAMP.made), "changed: SITE_URL, page.md"),
        (Stamp(STAMP.made_from, {}), "not as it was made: index.html"),
        (Stamp(STAMP.made_from, STAMP.made | {"extra": "3"}), "not as it was made: extra"),
        (Stamp(STAMP.made_from | dict.fromkeys("abcde", ""), {}), "changed: a, b, c and 2 more"),
    ],
)
def test_what_differs_is_named(now: Stamp, said: str) -> None:
    assert fault(STAMP, now) == said


def test_what_was_never_made_has_to_be() -> None:
    assert fault(None, STAMP) == "not made before"
