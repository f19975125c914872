"""What image of a digit is made of a picture of one."""

import json

import numpy as np
import pytest

from mnist.config import InputConfig
from mnist.preprocess import ImageError, preprocess
from scripts.preprocess_fixture import FIXTURE, decode_expected, decode_pixels

CONFIG = InputConfig()


@pytest.fixture(scope="module")
def digits(mnist):
    """The test images of MNIST, each as uint8 [28, 28]."""
    return mnist.test_images


def same(image, digit) -> bool:
    return np.abs(image - digit / 255).max() <= 1e-6


@pytest.mark.parametrize(
    "case",
    json.loads(FIXTURE.read_text(encoding="utf-8"))["images"],
    ids=lambda case: case["name"],
)
def test_the_fixture_that_javascript_is_tested_on_is_what_python_makes(case):
    image = preprocess(decode_pixels(case), CONFIG)
    np.testing.assert_allclose(image, decode_expected(case), rtol=0, atol=1e-6)


def test_mnist_itself_comes_out_as_it_was(digits):
    # Three of the 10,000 have a longest side of 19, not 20, and are made larger.
    changed = [at for at, digit in enumerate(digits) if not same(preprocess(digit, CONFIG), digit)]
    assert changed == [4530, 9300, 9302]


@pytest.mark.parametrize("factor", [2, 7])
def test_a_larger_digit_somewhere_in_a_canvas_comes_out_as_it_was(digits, factor):
    for at, digit in enumerate(digits[:200]):
        canvas = np.zeros((300, 420), np.uint8)
        large = np.kron(digit, np.ones((factor, factor), np.uint8))
        canvas[at // 4 :, at // 2 :][: len(large), : len(large)] = large
        assert same(preprocess(canvas, CONFIG), digit)


def test_a_blurred_and_odd_sized_digit_comes_out_nearly_as_it_was(digits):
    differences = []
    for digit in digits[:100]:
        # Sampled bilinearly at 3.3 times the size: neither pixels nor sizes are whole.
        at = np.linspace(0, 27, 92)
        low, share = np.floor(at).astype(int).clip(0, 26), at - np.floor(at).clip(0, 26)
        rows = digit[low] * (1 - share)[:, None] + digit[low + 1] * share[:, None]
        canvas = (rows[:, low] * (1 - share) + rows[:, low + 1] * share) / 255
        differences.append(np.abs(preprocess(canvas, CONFIG) - digit / 255).mean())
    assert np.median(differences) < 0.06


def test_no_ink_makes_a_blank_image():
    image = preprocess(np.zeros((40, 30), np.uint8), CONFIG)
    assert (image.shape, image.dtype) == ((28, 28), np.float32)
    assert not image.any()


def test_one_pixel_is_made_a_square_of_its_intensity():
    image = preprocess(np.array([[0, 51], [0, 0]], np.uint8), CONFIG)
    assert np.count_nonzero(image) == 400
    assert image.max() == pytest.approx(0.2)


def test_bytes_and_fractions_are_read_alike(digits):
    np.testing.assert_allclose(
        preprocess(digits[0], CONFIG), preprocess(digits[0] / 255, CONFIG), atol=1e-7
    )


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (np.zeros((28, 28, 1), np.uint8), r"\[height, width\], found shape \(28, 28, 1\)"),
        (np.zeros((28, 28), np.int64), "found int64"),
        (np.full((28, 28), 255.0), "found 255.0..255.0"),
        (np.full((28, 28), np.nan), "found nan..nan"),
    ],
)
def test_what_is_no_image_is_refused(image, message):
    with pytest.raises(ImageError, match=message):
        preprocess(image, CONFIG)
