"""What is found once a build."""

from __future__ import annotations

import gc

from mkdocs.structure.files import Files

from scripts.site_once import once_a_build


def test_a_build_looks_once_and_the_next_looks_again() -> None:
    looked = []

    @once_a_build
    def find(files: Files) -> int:
        looked.append(files)
        return len(looked)

    first, second = Files([]), Files([])
    assert [find(first), find(first), find(second), find(first)] == [1, 1, 2, 1]


def test_what_was_found_is_forgotten_with_the_files() -> None:
    class Found:
        alive = 0

        def __init__(self) -> None:
            Found.alive += 1

        def __del__(self) -> None:
            Found.alive -= 1

    find = once_a_build(lambda files: Found())
    files = Files([])
    find(files)
    assert Found.alive == 1
    del files
    gc.collect()
    assert Found.alive == 0
