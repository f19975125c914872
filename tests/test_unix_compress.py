"""What Unix compress has packed is unpacked, up to a limit, and nothing else."""

import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.unix_compress import MAGIC, CompressError, uncompress
from tests.packing import bomb, compressed
from tests.unipen import unipen

# By the program itself, compress -b 12: codes of 9 to 12 bits, and the one that clears the table.
FIXTURE = Path(__file__).parent / "fixtures" / "compressed.Z"
CONTENT = unipen(200) + bytes(range(256)) * 60
MEGABYTE = 1 << 20


def test_what_the_program_has_packed_is_unpacked():
    assert uncompress(FIXTURE.read_bytes(), len(CONTENT)) == CONTENT


def test_codes_of_all_widths_are_unpacked():
    content = unipen(7000)
    assert uncompress(compressed(content), len(content)) == content


@given(st.binary(max_size=3000))
@example(b"")
@example(b"a" * 3000)
def test_what_was_packed_is_unpacked(content):
    assert uncompress(compressed(content), len(content)) == content


@pytest.mark.parametrize("short", [1, 1000, len(CONTENT)])
def test_more_than_the_limit_is_refused(short):
    with pytest.raises(CompressError, match=f"at most {len(CONTENT) - short} bytes; found more"):
        uncompress(FIXTURE.read_bytes(), len(CONTENT) - short)


def test_a_bomb_is_not_unpacked():
    packed = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(CompressError, match="found more"):
            uncompress(packed, MEGABYTE)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MEGABYTE


@pytest.mark.parametrize(
    ("packed", "message"),
    [
        (b"", "expected data that begins with 1f 9d; found none"),
        (MAGIC, "expected data that begins with 1f 9d; found 1f 9d"),
        (b"plain text", "expected data that begins with 1f 9d; found 70 6c 61"),
        (MAGIC + b"\x9f", "expected settings of 0x89 to 0x90; found 0x9f"),
        (MAGIC + b"\x88", "expected settings of 0x89 to 0x90; found 0x88"),
        (MAGIC + b"\x10", "expected settings of 0x89 to 0x90; found 0x10"),
        (MAGIC + b"\x90\xff\xff", "expected one of 0 entries; found number 254"),
        (MAGIC + b"\x90a\x04\x02", "expected one of 1 entries; found number 1"),
    ],
)
def test_what_the_program_has_not_packed_is_refused(packed, message):
    with pytest.raises(CompressError) as caught:
        uncompress(packed, MEGABYTE)
    assert str(caught.value) == message


def test_what_was_cut_off_gives_what_came_before():
    packed = FIXTURE.read_bytes()
    for size in (3, 4, 500, 9_167, len(packed) - 1):
        unpacked = uncompress(packed[:size], len(CONTENT))
        assert CONTENT.startswith(unpacked)
        assert len(unpacked) < len(CONTENT)


@given(st.binary(max_size=200), st.integers(0x89, 0x90))
def test_any_bytes_are_unpacked_within_the_limit_or_refused(body, settings):
    with suppress(CompressError):
        assert len(uncompress(MAGIC + bytes([settings]) + body, 300)) <= 300
