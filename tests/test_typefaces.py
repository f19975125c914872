"""Tests of mnist.typefaces, on the typefaces that npm installed."""

import shutil
from io import BytesIO
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont

from mnist import typefaces
from mnist.typefaces import CHECKSUMS, PRINTED, TEST, TRAINING, VALIDATION, TypefaceError
from scripts.workspace import ROOT

NODE_MODULES = ROOT / "node_modules"
FACE = TRAINING[0]


def publisher(face: typefaces.Typeface) -> str:
    """Whom the font says its copyright is."""
    notice = TTFont(BytesIO(typefaces.read(NODE_MODULES, face)))["name"].getDebugName(0)
    return "Kimberly Geswein" if "Kimberly Geswein" in notice else notice


def test_no_publisher_has_typefaces_on_two_sides():
    training, validation, test = (
        {publisher(face) for face in faces} for faces in (TRAINING, VALIDATION, TEST)
    )
    assert training == {"Kimberly Geswein"}
    assert not validation & test
    assert not training & (validation | test)


def test_no_typeface_comes_twice():
    faces = (*TRAINING, *VALIDATION, *TEST, *PRINTED)
    assert len(CHECKSUMS) == len(set(CHECKSUMS.values())) == len(faces)


@pytest.mark.parametrize("face", PRINTED, ids=lambda face: face.name)
def test_matplotlib_has_the_printed_typefaces(face):
    assert typefaces.read(Path(matplotlib.get_data_path()), face)


def test_a_missing_typeface_says_what_to_do(tmp_path):
    with pytest.raises(TypefaceError, match=rf"{FACE.name}.*expected a font.*run make setup"):
        typefaces.read(tmp_path, FACE)


def test_a_changed_typeface_is_refused(tmp_path):
    path = tmp_path / FACE.file
    path.parent.mkdir(parents=True)
    shutil.copy(NODE_MODULES / FACE.file, path)
    assert typefaces.read(tmp_path, FACE) == path.read_bytes()
    with path.open("ab") as font:
        font.write(b"\0")
    with pytest.raises(TypefaceError, match=rf"expected SHA-256 {FACE.sha256}; found [0-9a-f]+;"):
        typefaces.read(tmp_path, FACE)
