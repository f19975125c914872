import pytest

from scripts.formats import difference, half_width, signed


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.254, "+0.25"), (-0.256, "−0.26"), (0.001, "0.00"), (-0.004, "0.00"), (10, "+10.00")],
)
def test_a_number_shows_its_sign_unless_it_rounds_to_nothing(number: float, text: str) -> None:
    assert signed(number) == text


def test_digits_after_the_point_are_as_asked() -> None:
    assert signed(-2, 0) == "−2"
    assert half_width((0.1, 0.12), 1) == "±\u202f1.0"


def test_a_difference_stands_whole_with_half_of_its_interval() -> None:
    assert difference(-0.0123, (-0.0141, -0.0105)) == "−1.23\u00a0±\u202f0.18"
