"""What strokes are read from a UNIPEN file, and what image they make."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnist.config import InputConfig
from mnist.strokes import StrokeError, parse_unipen, render, squash
from scripts.preprocess_fixture import FIXTURE, decode_expected, with_expected

CONFIG = InputConfig()
FOUR = """\
.INCLUDE        dene.doc

.LEXICON "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
.HIERARCHY      DIGIT

.SEGMENT DIGIT    6-7 ? "4"
.COMMENT 4 14  100
.PEN_DOWN
 100  300
 90  200
 160  200
.PEN_UP
.DT 100
.PEN_DOWN
 150  260
 140  100
.PEN_UP
.DT 100
"""
SEVEN = [[[10, 10], [60, 12], [30, 90]], [[22, 50], [50, 48]]]

point = st.tuples(st.integers(-300, 300), st.integers(-300, 300))
drawing = st.lists(st.lists(point, min_size=1, max_size=12), min_size=1, max_size=4)


def centre_of_mass(image):
    axis = np.arange(len(image))
    return image.sum(axis=0) @ axis / image.sum(), image.sum(axis=1) @ axis / image.sum()


def refused(text: str) -> str:
    with pytest.raises(StrokeError) as caught:
        parse_unipen(text)
    return str(caught.value)


def test_a_digit_is_read_with_its_label_writer_serial_and_strokes():
    (digit,) = parse_unipen(FOUR)
    assert (digit.label, digit.writer, digit.serial) == (4, 14, 100)
    assert [stroke.tolist() for stroke in digit.strokes] == [
        [[100, -300], [90, -200], [160, -200]],
        [[150, -260], [140, -100]],
    ]


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("6-7 ?", "six ?", "line 6: expected '.SEGMENT DIGIT"),
        ("6-7 ?", "6-8 ?", "line 6: expected 3 strokes, found 2"),
        (".COMMENT 4 14  100", ".COMMENT 4", "line 7: expected '.COMMENT digit writer serial'"),
        (".COMMENT 4 14  100", "", "line 6: expected a '.COMMENT'"),
        (" 90  200", " 90", "line 10: expected 'x y', found ' 90'"),
        (" 90  200", " 90  two", "line 10: expected 'x y'"),
        (".PEN_UP\n.DT 100\n.PEN_DOWN", ".PEN_DOWN", "line 12: expected .PEN_UP"),
        (" 140  100\n.PEN_UP\n.DT 100", " 140  100", "expected .PEN_UP, found the end"),
        (" 150  260\n 140  100\n", "", "line 15: expected points before .PEN_UP"),
        (".SEGMENT", ".SIGMENT", "expected a line '.SEGMENT DIGIT ...'"),
    ],
)
def test_a_malformed_file_is_refused_by_line(good, bad, message):
    assert message in refused(FOUR.replace(good, bad, 1))


def test_the_tablet_data_is_read_whole(pendigits_file):
    digits = parse_unipen(pendigits_file.read_text(encoding="ascii"))
    assert len(digits) == 7494
    assert sum(len(digit.strokes) for digit in digits) == 9433
    assert {digit.writer for digit in digits} == set(range(1, 31))


@pytest.mark.parametrize(
    "case",
    json.loads(FIXTURE.read_text(encoding="utf-8"))["strokes"],
    ids=lambda case: case["name"],
)
def test_the_fixture_that_javascript_is_tested_on_is_what_python_draws(case):
    image = render(case["strokes"], CONFIG)
    np.testing.assert_allclose(image, decode_expected(case), rtol=0, atol=1e-6)


def test_the_fixture_holds_todays_constants():
    fixture = json.loads(FIXTURE.read_text(encoding="utf-8"))
    assert fixture["config"] == json.loads(json.dumps(with_expected(fixture)["config"]))


def test_the_canvases_that_javascript_squashes_are_squashed_as_python_does_today():
    fixture = json.loads(FIXTURE.read_text(encoding="utf-8"))
    today = with_expected(fixture)["squashed"]
    assert len(today) > 5
    for case, now in zip(fixture["squashed"], today, strict=True):
        assert case["strokes"] == now["strokes"]
        np.testing.assert_allclose(decode_expected(case), decode_expected(now), rtol=0, atol=1e-6)


@pytest.mark.parametrize("strokes", [[], [[]], [[], []]])
def test_no_points_make_a_blank_image(strokes):
    image = render(strokes, CONFIG)
    assert (image.shape, image.dtype) == ((28, 28), np.float32)
    assert not image.any()


def test_a_tap_makes_a_dot_in_the_middle():
    image = render([[[120, 80]]], CONFIG)
    assert image[14, 14] == 1
    assert centre_of_mass(image) == pytest.approx((14, 14))
    # Its area is that of a disc as wide as the pen.
    assert image.sum() == pytest.approx(np.pi * 1.25**2, rel=0.1)


def test_the_longest_side_with_the_pen_fills_the_box():
    rows, columns = np.nonzero(render([[[0, 0], [0, 50], [20, 50]]], CONFIG) >= 0.5)
    assert np.ptp(rows) + 1 == pytest.approx(20, abs=1)
    assert np.ptp(columns) + 1 == pytest.approx(2.5 + 17.5 * 20 / 50, abs=1)


def test_intensity_falls_linearly_from_the_edge_of_the_pen():
    # A level line has its centre of mass on itself: 0, 1 and 2 pixels off give 1, 0.75 and 0.
    column = render([[[0, 0], [50, 0]]], CONFIG)[:, 14]
    assert column[11:18] == pytest.approx([0, 0, 0.75, 1, 0.75, 0, 0], abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(drawing)
def test_order_direction_size_and_place_do_not_matter(strokes):
    image = render(strokes, CONFIG)
    other = [[(3 * x + 40, 3 * y - 70) for x, y in reversed(stroke)] for stroke in strokes[::-1]]
    np.testing.assert_allclose(render(other, CONFIG), image, rtol=0, atol=1e-5)
    assert image.min() >= 0
    assert image.max() <= 1


def test_the_centre_of_mass_lies_where_mnist_has_it():
    assert centre_of_mass(render(SEVEN, CONFIG)) == pytest.approx((14, 14), abs=0.05)


def test_a_long_scribble_is_drawn_like_its_parts():
    angle = np.linspace(0, 40 * np.pi, 1001)
    scribble = np.stack([angle * np.cos(angle), angle * np.sin(angle)], axis=1)
    parts = [scribble[at : at + 101] for at in range(0, 1000, 100)]
    np.testing.assert_allclose(render([scribble], CONFIG), render(parts, CONFIG), atol=1e-6)


@pytest.mark.parametrize(
    ("stroke", "message"),
    [
        ([[0, np.nan], [1, 1]], "finite"),
        ([[0, np.inf]], "finite"),
        ([[0, 1, 2]], r"\[n, 2\]"),
        ([1, 2], r"\[n, 2\]"),
    ],
)
def test_what_is_no_stroke_is_refused(stroke, message):
    with pytest.raises(StrokeError, match=message):
        render([stroke], CONFIG)


def test_a_squashed_drawing_is_as_large_and_where_it_was_drawn() -> None:
    bar = [np.array([[0.0, 0.0], [0.0, 10.0]])]
    image = squash(bar, InputConfig(), share=0.5, offset=(4, -3))
    rows, columns = np.nonzero(image > 0.5)
    assert rows.max() - rows.min() + 1 == pytest.approx(14, abs=1)
    assert columns.mean() == pytest.approx(13.5 + 4, abs=0.5)
    assert (rows.min() + rows.max()) / 2 == pytest.approx(13.5 - 3, abs=0.5)


def test_a_squashed_drawing_of_the_box_is_a_rendered_one_off_its_centre() -> None:
    ring = [np.stack([np.cos(t := np.linspace(0, 2 * np.pi, 60)), np.sin(t)], axis=1)]
    image = InputConfig()
    squashed = squash(ring, image, share=image.box / image.size, offset=(0.5, 0.5))
    assert squashed == pytest.approx(render(ring, image), abs=0.01)


def test_nothing_squashed_is_blank() -> None:
    assert not squash([], InputConfig(), share=0.5).any()
