"""The IDX format: every element type and shape there and back, and nothing else let through."""

import gzip
import io
import mmap
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mnist import idx
from mnist.dataset import FILES

TYPES = ["u1", "i1", "i2", "i4", "f4", "f8"]
ARRAYS = st.tuples(st.sampled_from(TYPES), st.sampled_from("<>")).flatmap(
    lambda kind: hnp.arrays(
        np.dtype(kind[1] + kind[0]), hnp.array_shapes(min_dims=0, max_dims=5, min_side=0)
    )
)
LABELS = bytes.fromhex("00000801 00000003 050004")
HUGE = bytes.fromhex("00000e03 ffffffff ffffffff ffffffff")
MEGABYTE = 1 << 20


class Trickle:
    """A stream that cannot seek and gives a byte at a time."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def read(self, size: int, /) -> bytes:
        return self._rest.read(min(size, 1))


@pytest.mark.parametrize(
    ("content", "dtype", "values"),
    [
        ("00000801 00000003 050004", "uint8", [5, 0, 4]),
        ("00000902 00000001 00000002 ff7f", "int8", [[-1, 127]]),
        ("00000b01 00000002 0102 fffe", "int16", [258, -2]),
        ("00000c01 00000001 fffefdfc", "int32", [-66052]),
        ("00000d01 00000001 3fc00000", "float32", [1.5]),
        ("00000e03 00000001 00000001 00000001 bff8000000000000", "float64", [[[-1.5]]]),
        ("00000800 07", "uint8", 7),
        ("00000802 00000000 0000001c", "uint8", np.zeros((0, 28))),
    ],
)
def test_bytes_written_by_hand_are_read_and_written(content, dtype, values):
    array = idx.read(bytes.fromhex(content))
    assert array.dtype.name == dtype
    np.testing.assert_array_equal(array, np.array(values))
    assert idx.encode(np.array(values, dtype=dtype)) == bytes.fromhex(content)


@given(ARRAYS)
@settings(deadline=None)
def test_any_array_comes_back_from_bytes_gzip_and_streams(array):
    plain, compressed = idx.encode(array), idx.encode(array, compress=True)
    for source in (plain, compressed, Trickle(plain), Trickle(compressed), memoryview(plain)):
        found = idx.read(source)
        assert found.shape == array.shape
        assert found.dtype == array.dtype.newbyteorder(">")
        assert found.tobytes() == array.astype(found.dtype).tobytes()  # equal also where NaN


@given(ARRAYS)
@settings(deadline=None)
def test_an_array_that_is_not_contiguous_is_written_in_c_order(array):
    np.testing.assert_array_equal(idx.read(idx.encode(array.T)), array.T)


def test_all_255_dimensions_are_read_and_written():
    shape = (1,) * 250 + (2, 1, 3, 1, 1)
    content = idx.encode(np.arange(6, dtype=np.int16), shape=shape)
    assert content[:4] == bytes([0, 0, 0x0B, 255])
    found, elements = idx.read_flat(content)
    assert found == shape
    np.testing.assert_array_equal(elements, np.arange(6))


def test_a_shape_beyond_numpy_is_refused_with_the_way_to_read_it():
    content = idx.encode(np.zeros(1, np.uint8), shape=(1,) * 255)
    with pytest.raises(idx.IdxError, match=r"255 dimensions .*read_flat"):
        idx.read(content)


def test_an_empty_shape_that_overflows_is_refused():
    with pytest.raises(idx.IdxError, match="NumPy"):
        idx.read(HUGE.replace(b"\x03", b"\x04", 1) + bytes(4))


def test_a_buffer_is_viewed_not_copied():
    content = bytearray(LABELS)
    array = idx.read(content)
    content[-1] = 9
    assert array.tolist() == [5, 0, 9]


def test_a_mapped_file_is_viewed_not_copied(tmp_path):
    path = tmp_path / "labels"
    path.write_bytes(LABELS)
    with path.open("rb") as stream:
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    assert np.shares_memory(idx.read(mapped), np.frombuffer(mapped, np.uint8))


@pytest.mark.parametrize("source", [bytearray(LABELS), io.BytesIO(LABELS), gzip.compress(LABELS)])
def test_what_was_read_cannot_be_changed(source):
    with pytest.raises(ValueError, match="read-only"):
        idx.read(source)[0] = 1


def test_an_open_gzip_file_is_a_stream_like_any_other(tmp_path):
    path = tmp_path / "labels.gz"
    with path.open("wb") as stream:
        idx.write(np.array([5, 0, 4], np.uint8), stream, compress=True)
    with gzip.open(path) as expanded, path.open("rb") as plain:
        assert idx.read(expanded).tolist() == idx.read(plain).tolist() == [5, 0, 4]


def test_a_gzip_of_several_members_is_read_whole():
    assert idx.read(gzip.compress(LABELS[:9]) + gzip.compress(LABELS[9:])).tolist() == [5, 0, 4]


def test_equal_arrays_give_equal_gzip_bytes(tmp_path):
    path = tmp_path / "a-name-that-gzip-would-note"
    with path.open("wb") as stream:
        idx.write(np.array([5, 0, 4], np.uint8), stream, compress=True)
    assert path.read_bytes() == idx.encode(idx.read(LABELS), compress=True)


def test_a_gzip_tells_neither_a_name_nor_a_time():
    content = idx.encode(np.array([5, 0, 4], np.uint8), compress=True)
    assert content[3:8] == bytes(5)  # RFC 1952, section 2.3: flags, and the time in four bytes


def flipped(content: bytes, position: int) -> bytes:
    changed = bytearray(content)
    changed[position] ^= 0xFF
    return bytes(changed)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "magic number of 4 bytes; found 0"),
        (LABELS[:3], "4 bytes; found 3"),
        (b"\x89PNG\r\n\x1a\n", r"found 89 50 4e 47: it is not an IDX file"),
        (b"\x00\x01" + LABELS[2:], "found 00 01 08 01"),
        (flipped(LABELS, 2), "found 00 00 f7 01"),
        (b"\x00\x00\x0a" + LABELS[3:], "found 00 00 0a 01"),
        (LABELS[:7], "expected 4 bytes of dimension sizes; found 3"),
        (b"\x00\x00\x08\xff" + bytes(1019), "expected 1020 bytes of dimension sizes; found 1019"),
        (LABELS[:-1], r"uint8 \[3\], 3 bytes; found 2 bytes: it is truncated"),
        (LABELS + b"\n", r"end after elements of uint8 \[3\], 3 bytes; found trailing bytes"),
        (HUGE, r"found .*(0 bytes: it is truncated|promises float64 .*over 10\^18 bytes)"),
        (b"\x00\x00\x08\xff" + b"\xff" * 1020, "uint8 in 255 dimensions"),
    ],
)
def test_bytes_that_are_not_one_whole_idx_file_are_refused(content, message):
    for source in (content, io.BytesIO(content), Trickle(content), gzip.compress(content)):
        with pytest.raises(idx.IdxError, match=message):
            idx.read(source)


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(LABELS)[:-9],
        gzip.compress(LABELS)[:-1],
        gzip.compress(LABELS)[:5],
        b"\x1f\x8b",
        flipped(gzip.compress(LABELS), -8),  # the checksum
        flipped(gzip.compress(LABELS), -1),  # the length
        flipped(gzip.compress(LABELS), 2),  # the method
        gzip.compress(LABELS) + b"garbage",
    ],
)
def test_a_corrupt_gzip_is_refused(content):
    for source in (content, io.BytesIO(content)):
        with pytest.raises(idx.IdxError, match="expected a whole gzip file; found a corrupt one"):
            idx.read(source)


@pytest.mark.parametrize("wrap", [bytes, io.BytesIO, gzip.compress])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(HUGE + bytes(64), id="promises more than there is memory"),
        pytest.param(bytes.fromhex("00000801 3fffffff 01"), id="promises a gigabyte, gives a byte"),
        pytest.param(LABELS + bytes(64 * MEGABYTE), id="goes on after what it promised"),
    ],
)
def test_no_more_memory_is_taken_than_the_content_is_worth(content, wrap):
    source = wrap(content)
    tracemalloc.start()
    try:
        with pytest.raises(idx.IdxError):
            idx.read(source)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MEGABYTE


def test_a_gzip_may_be_held_to_a_limit():
    content = idx.encode(np.zeros(1000, np.uint8), compress=True)
    assert idx.read(content, limit=1000).shape == (1000,)
    with pytest.raises(idx.IdxError, match="at most 999 bytes"):
        idx.read(content, limit=999)


@given(st.binary(max_size=40), st.integers(0, 40), st.binary(max_size=3))
@settings(max_examples=300, deadline=None)
def test_damage_is_read_or_refused_but_never_breaks(content, position, damage):
    for whole in (LABELS, gzip.compress(LABELS), b"\x00\x00" + content):
        damaged = whole[:position] + damage + whole[position + len(damage) :]
        for source in (damaged, Trickle(damaged)):
            try:
                shape, elements = idx.read_flat(source)
            except idx.IdxError:
                continue
            assert np.prod(shape, dtype=object) == elements.size


@pytest.mark.parametrize("dtype", ["int64", "uint16", "bool", "complex64", "float16", "S1"])
def test_an_element_type_that_idx_lacks_is_refused(dtype):
    stream = io.BytesIO()
    with pytest.raises(idx.IdxError, match=rf"found {np.dtype(dtype).name}.*astype"):
        idx.write(np.zeros(3, dtype), stream)
    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((4,), r"a shape of 3 elements; found uint8 \[4\]"),
        ((1 << 32, 0), "each 0 to 4294967295; found 2, from 0 to 4294967296"),
        ((-1, -3), "found 2, from -3 to -1"),
        ((1,) * 255 + (3,), "at most 255 dimensions.*found 256"),
    ],
)
def test_a_shape_that_idx_lacks_is_refused(shape, message):
    stream = io.BytesIO()
    with pytest.raises(idx.IdxError, match=message):
        idx.write(np.zeros(3, np.uint8), stream, shape=shape, compress=True)
    assert stream.getvalue() == b""


def test_the_real_files_are_written_as_they_were_read(mnist_dir):
    for file in FILES:
        content = (mnist_dir / file.name).read_bytes()
        assert idx.encode(idx.read(content)) == content
