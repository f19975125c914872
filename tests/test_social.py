"""The card that is drawn for a page."""

from __future__ import annotations

import dataclasses
import io

import numpy as np
import pytest
from PIL import Image

from scripts import faces
from scripts.social import draw, wrapped
from scripts.social_card import Card

PADDING = ((0, 0), (10, 10), (10, 10))
CARD = Card("Ada", "Digits", "Reads digits.", [("Read right", "99 %")])


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def test_card_has_the_size_that_readers_expect_and_is_the_same_again() -> None:
    png = draw(CARD)
    assert pixels(png).shape == (630, 1200, 3)
    assert draw(CARD) == png


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(CARD, site="Bob"),
        dataclasses.replace(CARD, title="Letters"),
        dataclasses.replace(CARD, summary="Reads letters."),
        dataclasses.replace(CARD, facts=[("Read right", "98 %")]),
        dataclasses.replace(CARD, images=np.pad(np.full((2, 8, 8), 255, np.uint8), PADDING)),
    ],
)
def test_everything_told_is_drawn(other: Card) -> None:
    assert (pixels(draw(other)) != pixels(draw(CARD))).any()


def test_nothing_is_drawn_into_the_margin() -> None:
    long = dataclasses.replace(CARD, title="Recognition " * 30, summary="word, " * 200)
    image = pixels(draw(long))
    ground = image[0, 0]
    for edge in (image[:60], image[-60:], image[:, :60], image[:, -60:]):
        assert (edge == ground).all()


def test_long_text_is_shortened_at_a_word() -> None:
    lines = wrapped("one two three four five six seven", 200, 30, 2)
    assert len(lines) == 2
    assert lines[0].startswith("one")
    assert lines[1].endswith("…")
    assert wrapped("one", 200, 30, 2) == ["one"]


@pytest.mark.parametrize("bold", [False, True])
def test_a_line_is_as_wide_as_its_letters_together(bold: bool) -> None:
    line = "WAVE, To. fjord 99.4 % Ågård"
    length = faces.font("W", 50, bold=bold).getlength(line)
    assert faces.width(line, 50, bold=bold) == length
