"""Tests of the figures that compare networks: scripts.figures.handwriting."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Page

from mnist import artefacts
from mnist.handwriting import SURE
from mnist.records import Drawn, Rate
from scripts.figures import Figure
from scripts.figures.comparing import looks
from scripts.figures.drawings import letters_called_digits, misread_drawings, misread_styles, styles
from scripts.figures.handwriting import handwriting
from scripts.figures.style import LIGHT, PALETTES, WIDTH, Palette
from scripts.figures.svg import SVG, render
from scripts.networks import Network
from tests.example_networks import networks_of
from tests.example_results import example
from tests.test_figures import OUTSIDE, OVERLAPPING

THREE = networks_of(example(), ["baseline", "augmented", "demo"])
TWO, ONE = THREE[:2], THREE[:1]
NAMES = sorted(handwriting(THREE))
PERFECT = Rate(20, 20, 1.0, (0.84, 1.0))


def texts(figure: Figure) -> list[str]:
    root = ElementTree.fromstring(render(figure.draw, figure.height, LIGHT))
    return [element.text or "" for element in root.iter(f"{{{SVG}}}text")]


def flawless(network: Network) -> Network:
    """The same network, without a mistake."""
    read = network.handwriting
    drawn = replace(
        read.drawn,
        by_writer=[replace(each, read=PERFECT) for each in read.drawn.by_writer],
        by_digit=[PERFECT] * 10,
        misread=[],
        misread_images=artefacts.encode(np.zeros((0, 28, 28), np.uint8)),
    )
    nothing = artefacts.encode(np.zeros((0, 28, 28), np.uint8))
    letters = read.letters
    refused = replace(letters.refused.refused, hits=letters.refused.refused.count, share=1.0)
    letters = replace(letters, refused=replace(letters.refused, refused=refused))
    entry = replace(read, drawn=drawn, letters=letters, named=[], named_images=nothing)
    return replace(network, handwriting=entry)


FLAWLESS = [*TWO, flawless(THREE[2])]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("networks", [ONE, TWO, THREE, FLAWLESS], ids=["1", "2", "3", "flawless"])
def test_every_figure_is_a_drawing_of_its_size(networks: list[Network], palette: Palette) -> None:
    for figure in handwriting(networks).values():
        root = ElementTree.fromstring(render(figure.draw, figure.height, palette))
        assert root.attrib["viewBox"] == f"0 0 {WIDTH} {figure.height}"
        assert "\n" not in figure.alt + figure.caption


@pytest.mark.browser
@pytest.mark.parametrize("networks", [ONE, TWO, THREE, FLAWLESS], ids=["1", "2", "3", "flawless"])
def test_a_browser_shows_every_text_whole_and_apart(networks: list[Network], page: Page) -> None:
    for name, figure in handwriting(networks).items():
        page.set_content(render(figure.draw, figure.height, LIGHT).decode())
        assert page.eval_on_selector("svg", OUTSIDE) == [], name
        assert page.eval_on_selector("svg", OVERLAPPING) == [], name


def test_each_network_has_a_look_of_its_own_and_the_last_one_the_accent() -> None:
    found = looks(THREE, LIGHT)
    assert [*found] == ["Baseline", "Augmented", "Demo"]
    assert len({look.colour for look in found.values()}) == 3
    assert found["Demo"].colour == looks(TWO, LIGHT)["Augmented"].colour == LIGHT.accent
    shapes = {(look.marker["marker"], "facecolors" in look.marker) for look in found.values()}
    assert len(shapes) == 3
    with pytest.raises(ValueError, match="at most 3 networks to compare, found 4"):
        looks([*THREE, THREE[0]], LIGHT)


@pytest.mark.parametrize("name", ["writers", "drawn-digits", "pen-width", "size-and-place"])
def test_a_comparison_names_every_network_in_its_key(name: str) -> None:
    shown = texts(handwriting(THREE)[name])
    assert {"Baseline", "Augmented", "Demo"} <= {*shown}


def test_writers_are_sorted_by_the_last_network() -> None:
    figure = handwriting(THREE)["writers"]
    shares = {each.writer: each.read.share for each in THREE[-1].handwriting.drawn.by_writer}
    shown = [int(text) for text in texts(figure) if text.isdigit()]
    assert sorted(shown) == sorted(shares)
    assert [shares[writer] for writer in shown] == sorted(shares.values(), reverse=True)
    worst = [writer for writer, share in shares.items() if share == min(shares.values())]
    assert any(f"writer {writer} by the demo network" in figure.caption for writer in worst)


def test_an_axis_that_begins_at_zero_is_not_said_to_begin_elsewhere() -> None:
    figures = handwriting(THREE)
    assert "does not begin at zero" in figures["writers"].caption
    assert "does not begin at zero" not in figures["called-digits"].caption


def test_confident_is_what_the_measurement_calls_confident() -> None:
    assert f"more than {100 * SURE:.0f}\u202f%" in handwriting(THREE)["called-digits"].caption


def drawing(what: str, who: str, read: str, confidence: float) -> Drawn:
    return Drawn(what, who, read, confidence)


def misreading(*misread: Drawn) -> Network:
    images = artefacts.encode(np.full((len(misread), 28, 28), 255, np.uint8))
    entry = THREE[-1].handwriting
    drawn = replace(entry.drawn, misread=list(misread), misread_images=images)
    return replace(THREE[-1], handwriting=replace(entry, drawn=drawn))


MISREAD = (
    drawing("7", "writer 3", "1", 0.99),
    drawing("4", "writer 5", "9", 0.97),
    drawing("4", "writer 5", "9", 0.91),
    drawing("4", "writer 6", "9", 0.72),
)


def test_misread_drawings_are_shown_with_what_they_are_and_how_sure_the_network_is() -> None:
    figure = misread_drawings(misreading(*MISREAD))
    assert texts(figure)[:4] == ["7 → 1", "99\u202f%", "4 → 9", "97\u202f%"]
    assert figure.caption.startswith("All 4 misread drawings of the demo network")
    assert "Of all 4 mistakes it made 3 with a confidence above 90\u202f%." in figure.caption


def test_more_drawings_than_fit_are_said_to_be_some() -> None:
    figure = misread_drawings(misreading(*MISREAD * 10))
    assert len(texts(figure)) == 2 * 30
    assert figure.caption.startswith("30 of 40 misread drawings of the demo network")


def test_a_style_is_one_writers_way_to_be_misread() -> None:
    found = styles(MISREAD)
    assert [(style.what, style.who, style.read, style.count) for style in found] == [
        ("4", "writer 5", "9", 2),
        ("7", "writer 3", "1", 1),
        ("4", "writer 6", "9", 1),
    ]
    assert [style.example for style in found] == [1, 0, 3]


def test_styles_are_counted() -> None:
    figure = misread_styles(misreading(*MISREAD))
    assert texts(figure) == ["4 → 9", "2 ×", "7 → 1", "1 ×", "4 → 9", "1 ×"]
    assert "misreads 4 drawings. 4 of these are drawn in the 3 ways shown" in figure.caption


def test_a_network_without_mistakes_has_empty_galleries() -> None:
    network = FLAWLESS[-1]
    for figure in (misread_drawings(network), misread_styles(network)):
        assert texts(figure) == []
    assert "nothing to show" in misread_styles(network).caption
    assert letters_called_digits(network).caption.startswith("None of the letters")


def test_letters_are_counted_out_of_all() -> None:
    refused = THREE[-1].handwriting.letters.refused.refused
    figure = letters_called_digits(THREE[-1])
    assert (
        f"{refused.count - refused.hits} letters that the demo network names a digit for, out of "
        f"{refused.count} tried" in figure.caption
    )


def test_letters_and_shapes_are_shown_with_what_is_refused_once_a_network_refuses() -> None:
    assert "refused-by-name" not in handwriting(TWO)
    shown = texts(handwriting(THREE)["refused-by-name"])
    entry = THREE[-1].handwriting
    for kind in (entry.letters, entry.letters_like_digits, entry.scribbles):
        for name, share in kind.by_name.items():
            assert shown[shown.index(name) + 1] == f"{100 * share:.0f}\u202f%"
        order = [name for name in shown if name in kind.by_name]
        shares = [kind.by_name[name] for name in order]
        assert shares == sorted(shares)
