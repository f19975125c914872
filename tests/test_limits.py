import pytest

from scripts.limits import limit


@pytest.mark.parametrize(
    ("distortion", "value", "text"),
    [
        ("rotation", 7.5, "7.5°"),
        ("zoom", 0.1, "10\u202f%"),
        ("shift", 1.0, "1 pixel"),
        ("shift", 1.5, "1.5 pixels"),
        ("shear", 0.15, "0.15"),
        ("thickness", 0.6, "60\u202f%"),
    ],
)
def test_a_limit_has_its_unit(distortion: str, value: float, text: str) -> None:
    assert limit(distortion, value) == text
