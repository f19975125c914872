"""Input as chance damages it, and what a parser makes of it."""

from __future__ import annotations

import signal
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

SEED = 2026
PATIENCE = 60
"""Seconds after which a parser is taken to hang; the slowest case takes a small part of one."""

Parse = Callable[[bytes], Any]
Change = Callable[[bytearray, Random, Sequence[bytes]], None]

_BYTES = bytes((0, 1, 0x0A, 0x20, 0x7F, 0x80, 0xFE, 0xFF))
_NUMBERS = (0, 1, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_ROUNDS = (1, 1, 1, 2, 2, 4, 16)
_LONGEST = 64


class HangError(Exception):
    """A parser did not come to an end."""


@dataclass
class Outcome:
    """What a parser made of its cases.

    Attributes:
        tried: how many there were.
        values: how many were read.
        refused: how many were refused with the parser's own error.
        memory: the most bytes that one took.
    """

    tried: int = 0
    values: int = 0
    refused: int = 0
    memory: int = 0


def fuzz(
    parse: Parse,
    error: type[Exception],
    seeds: Sequence[bytes],
    count: int,
    words: Sequence[bytes] = (),
) -> Outcome:
    """Give a parser damaged input, and fail where it neither reads nor refuses it.

    Args:
        parse: the parser; may check what it read.
        error: its own error.
        seeds: whole input to damage.
        count: how many cases.
        words: what means something in the format.
    """
    outcome = Outcome()
    tracemalloc.start()
    try:
        for number in range(count):
            content = mutant(seeds, number, words)
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            outcome.tried += 1
            try:
                with hanging_noticed():
                    parse(content)
                outcome.values += 1
            except error:
                outcome.refused += 1
            except BaseException as fault:
                fault.add_note(f"case {number} of seed {SEED}: {content[:400]!r}")
                raise
            outcome.memory = max(outcome.memory, tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    return outcome


def mutant(seeds: Sequence[bytes], number: int, words: Sequence[bytes] = ()) -> bytes:
    """The case of a number: one of the seeds, changed once or more often; always the same one."""
    random = Random(SEED * 1_000_003 + number)
    content = bytearray(random.choice(seeds))
    for _ in range(random.choice(_ROUNDS)):
        random.choice(CHANGES)(content, random, words)
    return bytes(content)


def _place(content: bytearray, random: Random) -> int:
    return random.randrange(len(content) + 1)


def _flip(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    if content:
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)


def _byte(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    if content:
        content[random.randrange(len(content))] = random.choice(_BYTES)


def _number(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    """Sizes are what a header lies about."""
    size, order = random.choice((2, 4, 8)), random.choice(("big", "little"))
    at, value = _place(content, random), random.choice(_NUMBERS)
    content[at : at + size] = (value % (1 << 8 * size)).to_bytes(size, order)  # type: ignore[arg-type]


def _word(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    at = _place(content, random)
    content[at:at] = random.choice(words) if words else random.randbytes(random.randrange(9))


def _swap_word(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    if not words:
        return
    at = content.find(random.choice(words))
    if at >= 0:
        content[at : at + random.randrange(1, 9)] = random.choice(words)


def _cut(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    del content[_place(content, random) :]


def _drop(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    at = _place(content, random)
    del content[at : at + random.randrange(1, _LONGEST)]


def _double(content: bytearray, random: Random, words: Sequence[bytes]) -> None:
    at, to = _place(content, random), _place(content, random)
    content[to:to] = content[at : at + random.randrange(1, _LONGEST)]


CHANGES: tuple[Change, ...] = (
    *(_flip, _byte, _number, _number, _word, _word, _swap_word),
    *(_cut, _drop, _double),
)


@contextmanager
def hanging_noticed() -> Iterator[None]:
    """Raises `HangError` in what does not come to an end."""

    def ring(*_: object) -> None:
        raise HangError(f"no end after {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
