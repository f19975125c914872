"""Tests of mnist.alphabets, on the typeface that matplotlib brings."""

import unicodedata
from io import BytesIO
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont

from mnist import typefaces
from mnist.alphabets import ALPHABETS, OTHER_LETTERS
from mnist.letters import LETTERS, letters
from mnist.typefaces import DEJAVU_SANS

FOLDER = Path(matplotlib.get_data_path())


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_what_an_alphabet_holds_are_its_letters(alphabet):
    for first, last in ALPHABETS[alphabet]:
        for letter in map(chr, range(first, last + 1)):
            assert unicodedata.category(letter) in {"Lu", "Ll", "Lo"}
            assert unicodedata.name(letter).startswith(alphabet.upper().replace("'", ""))


def test_no_letter_comes_twice_or_from_the_alphabet_that_scores():
    assert len(set(OTHER_LETTERS)) == len(OTHER_LETTERS)
    assert not set(OTHER_LETTERS) & set(LETTERS)


@pytest.mark.parametrize("shape", "𐌙ღѵ𐌎ΛΠΨ", ids=unicodedata.name)
def test_a_letter_like_a_shape_that_scores_or_chooses_is_left_out(shape):
    assert shape not in OTHER_LETTERS


def test_the_typeface_has_every_letter():
    font = TTFont(BytesIO(typefaces.read(FOLDER, DEJAVU_SANS)))
    assert not set(map(ord, OTHER_LETTERS)) - set(font.getBestCmap())


def test_every_letter_is_a_drawing():
    drawings = letters(FOLDER, [DEJAVU_SANS], OTHER_LETTERS)
    assert "".join(each.name for each in drawings) == OTHER_LETTERS
    assert {each.kind for each in drawings} == {"letter"}
    assert all(each.strokes for each in drawings)
