from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from mnist import artefacts
from mnist.artefacts import ArtefactError
from mnist.records import ClassCount, Run

ONE = ClassCount(digit=1, count=6742, share=0.11236666666666667)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "counts.json"
    artefacts.write(path, dict[str, ClassCount], {"one": ONE})
    assert artefacts.read(path, dict[str, ClassCount]) == {"one": ONE}


def test_keys_are_sorted_and_the_file_ends_with_a_newline(tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    artefacts.write(path, dict[str, ClassCount], {"b": ONE, "a": ONE})
    text = path.read_text()
    assert text.endswith("}\n")
    assert list(json.loads(text)) == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{"digit": 1, "count": 2}', "share"),
        ('{"digit": 1, "count": 2, "share": "many"}', "share"),
        ('{"digit": 1, "count": 2, "share": 0.5, "colour": 3}', "colour"),
        ('{"digit": 1, "count": 2, "share": NaN}', "share"),
        ('{"digit": 1, "count"', "JSON"),
        ("", "JSON"),
    ],
)
def test_a_wrong_artefact_is_refused_by_name(tmp_path: Path, content: str, found: str) -> None:
    path = tmp_path / "count.json"
    path.write_text(content)
    with pytest.raises(ArtefactError, match=found) as error:
        artefacts.read(path, ClassCount)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("setting", ["1e999", "-1e999", '{"rates": [0.1, 1e999]}'])
def test_a_number_too_large_is_refused_in_settings_of_any_kind(
    tmp_path: Path, setting: str
) -> None:
    path = tmp_path / "run.json"
    run = {"stage": "a", "key": "b", "dataset": {}, "inputs": {}, "source": "c", "versions": {}}
    run |= {"machine": {}, "started": "d", "seconds": 1.0, "config": {"rate": 0.5}}
    path.write_text(json.dumps(run))
    assert artefacts.read(path, Run).config == {"rate": 0.5}
    path.write_text(path.read_text().replace("0.5", setting))
    with pytest.raises(ArtefactError, match=r"expected a finite number, found -?inf"):
        artefacts.read(path, Run)


def test_a_missing_artefact_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match="no such file"):
        artefacts.read(tmp_path / "count.json", ClassCount)


def test_not_a_number_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "count.json"
    with pytest.raises((ArtefactError, ValueError)):
        artefacts.write(path, ClassCount, ClassCount(digit=1, count=1, share=float("nan")))
    assert not path.exists()


def test_not_a_number_is_not_written_where_its_type_lets_it_through(tmp_path: Path) -> None:
    path = tmp_path / "shares.json"
    with pytest.raises(ValueError, match="not JSON compliant"):
        artefacts.write(path, dict[str, float], {"one": float("nan")})
    assert not path.exists()


def test_a_failed_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    artefacts.write_bytes(path, b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        artefacts.write_bytes(path, b"after")
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_the_new_name_is_flushed_after_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or what was there before may be back after a power cut."""
    flushed = []
    monkeypatch.setattr(os, "fsync", lambda each: flushed.append(os.fstat(each).st_mode))
    artefacts.write_bytes(tmp_path / "file", b"content")
    assert [stat.S_ISDIR(mode) for mode in flushed] == [False, True]


@given(
    arrays(
        st.sampled_from([np.uint8, np.float32, np.int64]),
        array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=5),
        elements=st.integers(0, 100),
    )
)
def test_arrays_come_back_as_they_were(array: np.ndarray) -> None:
    packed = artefacts.encode(array)
    back = artefacts.decode(packed)
    assert back.dtype == array.dtype
    assert np.array_equal(back, array)


def test_an_array_with_other_bytes_than_its_shape_is_refused() -> None:
    packed = artefacts.encode(np.arange(6, dtype=np.uint8))
    for shape in ([5], [7], [2**40, 2**40]):
        broken = artefacts.Array(dtype=packed.dtype, shape=shape, zlib=packed.zlib)
        with pytest.raises(ArtefactError):
            artefacts.decode(broken)
