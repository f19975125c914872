"""What is kept between builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.site_kept import kept


class Maker:
    """Makes something, and counts how often."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> bytes:
        self.count += 1
        return b"a picture,\nof two lines"


@pytest.fixture
def make() -> Maker:
    return Maker()


def test_what_is_made_from_the_same_is_made_once(tmp_path: Path, make: Maker) -> None:
    found = [kept(b"a card", make, tmp_path / "kept") for _ in range(3)]
    assert found == [make()] * 3
    assert make.count == 2


def test_what_is_made_from_something_else_is_made_anew(tmp_path: Path, make: Maker) -> None:
    for source in (b"a card", b"another", b"a third"):
        kept(source, make, tmp_path)
    assert make.count == 3


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1],
        lambda content: content[:20],
        lambda content: b"",
        lambda content: content.replace(b"picture", b"forgery"),
    ],
)
def test_what_was_spoilt_is_made_anew(tmp_path: Path, make: Maker, spoil: object) -> None:
    kept(b"a card", make, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert kept(b"a card", make, tmp_path) == make()
    assert kept(b"a card", make, tmp_path) == make()
    assert make.count == 4
