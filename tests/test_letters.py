"""Tests of mnist.letters, on the typefaces that npm installed."""

import shutil
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from scipy.ndimage import distance_transform_edt

from mnist.config import InputConfig
from mnist.letters import DIGIT_LIKE, LETTERS, SYMBOLS, UNLIKE, letters
from mnist.strokes import render
from mnist.typefaces import TEST, TRAINING, VALIDATION, TypefaceError
from scripts.workspace import ROOT

NODE_MODULES = ROOT / "node_modules"
# Letters of one shape in both cases, as EMNIST merges them; less L, whose capital has a foot.
MERGED = "CIJKMOPSUVWXYZ"
FACES = (*TRAINING, *VALIDATION, *TEST)


@cache
def unlike(face):
    return letters(NODE_MODULES, [face], UNLIKE)


def printed(face, letter):
    """Where a letter of the typeface has ink: bool [rows, columns], cut to the letter."""
    font = ImageFont.truetype(NODE_MODULES / face.file, 128)
    image = Image.new("L", (400, 400))
    ImageDraw.Draw(image).text((120, 120), letter, fill=255, font=font)
    left, top, right, bottom = font.getbbox(letter)
    return np.asarray(image)[top + 120 : bottom + 120, left + 120 : right + 120] >= 128


def test_every_letter_is_either_like_a_digit_or_not():
    assert sorted(DIGIT_LIKE + UNLIKE) == sorted(LETTERS)


@pytest.mark.parametrize("capital", MERGED)
def test_a_letter_of_one_shape_is_on_one_side_whatever_its_case(capital):
    assert (capital in DIGIT_LIKE) == (capital.lower() in DIGIT_LIKE)


def test_letters_come_by_typeface_in_the_order_asked_for():
    drawings = letters(NODE_MODULES, TRAINING[:2], "kA")
    assert [(each.source, each.name) for each in drawings] == [
        (face.name, letter) for face in TRAINING[:2] for letter in "kA"
    ]
    assert {each.kind for each in drawings} == {"letter"}


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_strokes_run_along_the_middle_of_the_ink(face):
    for letter in unlike(face):
        ink = printed(face, letter.name)
        drawn = Image.new("1", ink.shape[::-1])
        for stroke in letter.strokes:
            ImageDraw.Draw(drawn).line([tuple(point) for point in stroke], fill=1)
        off = distance_transform_edt(~ink)[np.asarray(drawn)]
        missed = distance_transform_edt(~np.asarray(drawn))[ink]
        assert off.max() <= 2
        # The corner of a blunt end is further off than half the pen's width, but not twice.
        assert missed.max() <= 2 * distance_transform_edt(ink).max()


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_hand_writes_no_two_letters_alike(face):
    images = {render(letter.strokes, InputConfig()).tobytes() for letter in unlike(face)}
    assert len(images) == len(UNLIKE)


def test_a_letter_of_two_parts_keeps_both():
    (letter,) = letters(NODE_MODULES, TRAINING[:1], "i")
    heights = sorted(
        (stroke[:, 1].min(), stroke[:, 1].max(), len(stroke)) for stroke in letter.strokes
    )
    assert heights[0][1] < heights[-1][0]


def test_a_missing_typeface_is_refused(tmp_path):
    shutil.copytree(NODE_MODULES / "@fontsource" / TRAINING[0].name, tmp_path / "other")
    with pytest.raises(TypefaceError, match=TRAINING[0].name):
        letters(tmp_path, TRAINING[:1])


def test_every_typeface_that_teaches_has_every_symbol():
    for drawing in letters(NODE_MODULES, TRAINING, SYMBOLS):
        assert drawing.kind == "symbol"
        assert drawing.strokes, f"{drawing.source} has no {drawing.name}"
