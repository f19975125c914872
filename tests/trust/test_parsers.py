"""Damaged input to every parser: it is read or refused, in bounded memory, and nothing hangs."""

from __future__ import annotations

import base64
import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mkdocs.exceptions import PluginError

from mnist import artefacts, idx, pendigits
from mnist.artefacts import ArtefactError
from mnist.idx import IdxError
from mnist.pendigits import PendigitsError, StrokeFile
from mnist.records import Array, ClassCount, Draft, ModelCard, Training
from scripts import site_projects
from scripts.containers import LocalError, open_archive
from scripts.unix_compress import CompressError, uncompress
from scripts.workspace import Workspace
from tests.packing import compressed
from tests.trust.conftest import Tally
from tests.trust.fuzzing import fuzz
from tests.unipen import unipen

MEGABYTE = 1 << 20
LIMIT = MEGABYTE
"""What the parsers with a limit are given."""
MOST_MEMORY = 24 * MEGABYTE
"""Of a case: some copies of its input and of what the limits let through."""
NAMES = ("digits", "digits.Z")
FULL = Workspace("full")

CASES = [
    pytest.param(1_000, id="1000"),
    pytest.param(100_000, id="100000", marks=pytest.mark.long),
]


@dataclass(frozen=True)
class Parser:
    """One parser, its own error, and whole input for it."""

    parse: Callable[[bytes], Any]
    error: type[Exception]
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[bytes] = ()


def idx_files() -> list[bytes]:
    images = np.arange(5 * 7 * 7, dtype=np.uint8).reshape(5, 7, 7)
    return [idx.encode(images), idx.encode(images[0, 0]), idx.encode(np.float64(images))]


def read_idx(content: bytes) -> None:
    shape, elements = idx.read_flat(content, limit=LIMIT)
    assert len(elements) == np.prod(shape, dtype=object)


def read_strokes(content: bytes) -> None:
    digits = pendigits.verify(content, StrokeFile("digits", 3, None), "digits")
    assert all(len(stroke) for digit in digits for stroke in digit.strokes)


def read_artefact(content: bytes, folder: Path, kind: type[Any]) -> None:
    path = folder / "artefact.json"
    path.write_bytes(content)
    read = artefacts.read(path, kind)
    # What was accepted can be written, and is read again as it was.
    path.write_bytes(artefacts.dump(kind, read))
    assert artefacts.read(path, kind) == read


def read_array(content: bytes) -> None:
    try:
        fields = json.loads(content)
        array = Array(**fields)
    except (ValueError, TypeError, RecursionError):
        raise ArtefactError("no record of an array") from None
    assert list(artefacts.decode(array).shape) == array.shape


def arrays() -> list[bytes]:
    made = [np.arange(12, dtype=np.uint8).reshape(3, 4), np.linspace(0, 1, 50), np.zeros(10_000)]
    packed = [artefacts.encode(each) for each in made]
    return [
        json.dumps({"dtype": each.dtype, "shape": each.shape, "zlib": each.zlib}).encode()
        for each in packed
    ]


def read_zip(content: bytes) -> None:
    with open_archive(io.BytesIO(content), "copy", NAMES) as container:
        container.read(container.choose(NAMES, "digits"), lambda stream, _: stream.read(LIMIT))


def zips() -> list[bytes]:
    found = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", method) as archive:
            archive.writestr("a/digits", unipen(3))
            archive.writestr("../../digits.Z", b"climbs out")
            archive.writestr("é/digits", b"")
        found.append(stream.getvalue())
    return found


def front_matters() -> list[bytes]:
    pages = FULL.docs.glob("projects/*/index.md")
    return [each.read_bytes()[:3000] for each in pages if each.read_bytes().startswith(b"---")]


def parse_page(content: bytes) -> None:
    site_projects.parse.__wrapped__("page.md", content.decode("utf-8", "replace"))


ARTEFACTS: dict[str, tuple[type[Any], Callable[[], bytes]]] = {
    "counts": (
        dict[str, ClassCount],
        lambda: artefacts.dump(dict[str, ClassCount], {"one": ClassCount(1, 6742, 0.11)}),
    ),
    "draft.json": (Draft, lambda: (FULL.artefacts / "draft.json").read_bytes()),
    "training.json": (
        dict[str, Training],
        lambda: (FULL.artefacts / "training.json").read_bytes(),
    ),
    "model-card.json": (
        dict[str, ModelCard],
        lambda: (FULL.models / "model-card.json").read_bytes(),
    ),
}
NUMBER_WORDS = (
    *(b"0", b"-1", b"1e999", b"-1e-999", b"NaN", b"Infinity", b"-0", b"9" * 400),
    *(b"4294967296", b"18446744073709551616", b"[" * 200, b"{", b"}", b'"', b",", b":", b"null"),
    *(b"\\u0000", b"\\ud800", b"\xed\xa0\x80", b"true", b'"shape"', b'"dtype"', b'"|O"', b"V9"),
)
YAML_WORDS = (
    *(b"&a ", b"*a", b"<<: *a\n", b"!!python/object:os.system ", b"!!binary ", b"!!set ", b"? "),
    *(b"- ", b"---\n", b"...\n", b"[", b"]", b"{", b"}", b": ", b"\t", b"|\n", b">\n", b"#"),
    *(b"9999-99-99", b"2025-01-31", b"1e999", b".nan", b"0x" + b"f" * 99, b"~", b"yes", b'"', b"'"),
    *(b"date: ", b"tags: ", b"metrics: ", b"links: ", b"url: https://", b"[" * 500, b"javascript:"),
)
UNIPEN_WORDS = (
    *(b".SEGMENT", b".COMMENT", b".PEN_DOWN\n", b".PEN_UP\n", b".DT 100\n", b"DIGIT ", b"?"),
    *(b"-", b"\n", b" ", b"9" * 5000, b"1e400", b"_", b"\x0c", b"\x00", b'"4"', b"0"),
)
PARSERS = {
    "IDX": Parser(read_idx, IdxError, idx_files),
    "IDX in gzip": Parser(
        read_idx, IdxError, lambda: [gzip.compress(each, mtime=0) for each in idx_files()]
    ),
    "damaged IDX in sound gzip": Parser(
        lambda content: read_idx(gzip.compress(content, 1, mtime=0)), IdxError, idx_files
    ),
    "UNIPEN": Parser(read_strokes, PendigitsError, lambda: [unipen(3)], UNIPEN_WORDS),
    "packed arrays": Parser(read_array, ArtefactError, arrays, NUMBER_WORDS),
    "front matter": Parser(parse_page, PluginError, front_matters, YAML_WORDS),
    "Unix compress": Parser(
        lambda content: uncompress(content, LIMIT),
        CompressError,
        lambda: [
            compressed(unipen(20)),
            compressed(b"a" * 3000),
            compressed(bytes(range(256)) * 9),
        ],
    ),
    "zip": Parser(
        read_zip, LocalError, zips, (b"../", b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
    ),
}


@pytest.mark.parametrize("count", CASES)
@pytest.mark.parametrize("name", PARSERS)
def test_damaged_input_is_read_or_refused(name: str, count: int, tally: Tally) -> None:
    parser = PARSERS[name]
    found = fuzz(parser.parse, parser.error, parser.seeds(), count, parser.words)
    assert found.refused > 0
    assert found.values > 0, "nothing was damaged so little that it could still be read"
    assert found.memory < MOST_MEMORY
    tally("parsers", name, found.tried, read=found.values, refused=found.refused)


@pytest.mark.parametrize("count", CASES)
def test_damaged_artefacts_are_read_or_refused(count: int, tmp_path: Path, tally: Tally) -> None:
    read = refused = 0
    for kind, content in ARTEFACTS.values():
        found = fuzz(
            lambda damaged, kind=kind: read_artefact(damaged, tmp_path, kind),  # type: ignore[misc]
            ArtefactError,
            [content()],
            count // len(ARTEFACTS),
            NUMBER_WORDS,
        )
        assert found.refused > 0
        assert found.memory < MOST_MEMORY
        read, refused = read + found.values, refused + found.refused
    tally("parsers", "artefacts", read + refused, read=read, refused=refused)


def bomb(megabytes: int) -> str:
    """So many zeros as an artefact packs them."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(megabytes))
    return base64.b64encode(packed + packer.flush()).decode()


@pytest.mark.parametrize(
    "shape", [[-1], [-(2**40)], [0], [4], [2**32, 2**32], [2**63], [2**31, 2**31, 4], [2**40]]
)
def test_a_packed_array_is_unpacked_no_further_than_its_shape(
    shape: list[int], bounded: None
) -> None:
    with pytest.raises(ArtefactError):
        artefacts.decode(Array("|u1", shape, bomb(300)))


@pytest.mark.parametrize("dtype", ["V999999999", "|O", "(9999,9999)f8", "U99999999", "("])
def test_a_packed_array_of_what_has_no_bound_is_refused(dtype: str, bounded: None) -> None:
    with pytest.raises(ArtefactError):
        artefacts.decode(Array(dtype, [1], bomb(1)))


@pytest.mark.parametrize("dtype", ["V4", "S4", "<U1", "<M8[s]", "f8,f8"])
def test_a_packed_array_of_something_else_than_numbers_is_refused(dtype: str) -> None:
    packed = zlib.compress(bytes(np.dtype(dtype).itemsize))
    with pytest.raises(ArtefactError, match="expected plain numbers"):
        artefacts.decode(Array(dtype, [1], base64.b64encode(packed).decode()))


def test_more_than_an_artefact_may_hold_is_refused(
    tmp_path: Path, bounded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artefacts, "MOST_BYTES", 1000)
    path = tmp_path / "artefact.json"
    path.write_bytes(b" " * 1001)
    with pytest.raises(ArtefactError, match="at most 1000 bytes"):
        artefacts.read(path, ClassCount)
    with pytest.raises(ArtefactError, match="at most 1000 bytes"):
        artefacts.decode(Array("|u1", [1001], zlib.compress(bytes(1001)).hex()))


PAGE = "---\ntitle: A\nsummary: b\ndate: 2025-01-31\nstatus: done\n{}\n---\n# A\n"


def billion_laughs(form: str) -> str:
    """Ten of ten of ten ..., of which a text would have a thousand million words."""
    lines = ["a0: &a0 [x, x]" if form == "list" else "a0: &a0 {x: 1}"]
    for level in range(1, 10):
        ten = ", ".join([f"*a{level - 1}"] * 10)
        body = f"[{ten}]" if form == "list" else f"{{<<: [{ten}]}}"
        lines.append(f"a{level}: &a{level} {body}")
    return "\n".join([*lines, "tags: *a9"])


@pytest.mark.parametrize("form", ["list", "mapping"])
def test_front_matter_that_multiplies_itself_is_refused(form: str, bounded: None) -> None:
    with pytest.raises(PluginError, match=r"page\.md: expected .*, found an alias"):
        site_projects.parse("page.md", PAGE.format(billion_laughs(form)))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("tags: " + "[" * 5000, "title"),  # no YAML at all, and so no field
        ("tags: [a]\nfeatured: [" + "yes it is, " * 9000 + "]", "featured"),
        ("tags: [a]\n" + "x" * 900 + ": 1", "x" * 200 + "…"),
    ],
    ids=["deep", "long", "long name"],
)
def test_front_matter_that_is_too_much_is_told_in_a_short_line(
    fields: str, name: str, bounded: None
) -> None:
    with pytest.raises(PluginError, match=f"field '{name}'") as caught:
        site_projects.parse("page.md", PAGE.format(fields))
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("large", [False, True], ids=["as it was", "as ZIP64"])
def test_a_zip_of_very_many_files_is_refused(large: bool, bounded: None) -> None:
    """Sixteen megabytes of names are hundreds of them once they are objects."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("digits", b"1")
    content = stream.getvalue()
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    directory = content[start:end] * 300_000
    length = len(directory)
    tail = bytearray(content[end:])
    tail[12:16] = (0xFFFFFFFF if large else length).to_bytes(4, "little")
    if large:  # a record of its own, and where that is
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, length, start)
        place = struct.pack("<4sLQL", b"PK\x06\x07", 0, start + length, 1)
        tail = bytearray(record + place) + tail
    with (
        pytest.raises(LocalError, match=r"expected a list of at most \d+ bytes"),
        open_archive(io.BytesIO(content[:start] + directory + bytes(tail)), "copy", NAMES),
    ):
        pass


def test_a_zip_that_asks_for_gigabytes_to_be_unpacked_is_refused(bounded: None) -> None:
    """LZMA sets aside as much memory as the file says."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("digits", b"1" * 100)
    content = bytearray(stream.getvalue())
    at = content.index(b"digits") + len(b"digits") + 4  # versions and length, then properties
    content[at + 1 : at + 5] = b"\xff\xff\xff\xef"
    with pytest.raises(LocalError, match="LZMA"):
        read_zip(bytes(content))
