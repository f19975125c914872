import base64
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from mnist import artefacts
from mnist.records import Ablation, AblationRow, CalibrationBin, Difference, Misread
from scripts.figures import Figure, figures
from scripts.figures.ablation import ablation, flipping
from scripts.figures.augmentation import augmentation
from scripts.figures.calibration import reliability_diagram
from scripts.figures.evaluation import confusion_matrix
from scripts.figures.gallery import misread_gallery
from scripts.figures.network import kernels, liveliest
from scripts.figures.raster import inked, montage
from scripts.figures.style import DARK, LIGHT, PALETTES, TEXT, WIDTH, Palette
from scripts.figures.svg import HREF, PNG, SVG, render
from scripts.results import Results
from scripts.workspace import Workspace
from tests.example_results import example, made_up_difference

RESULTS = example()
SMALLEST = example(folds=2, epochs=1, images=60, wrong=0.6)
NAMES = sorted(figures(RESULTS))


def drawn(figure: Figure, palette: Palette = LIGHT) -> ElementTree.Element:
    return ElementTree.fromstring(render(figure.draw, figure.height, palette))


def texts(figure: Figure) -> list[str]:
    return [element.text or "" for element in drawn(figure).iter(f"{{{SVG}}}text")]


def pictures(figure: Figure, palette: Palette = LIGHT) -> list[NDArray[np.uint8]]:
    """Embedded images, uint8 [h, w, 4]."""
    addresses = [image.attrib[HREF] for image in drawn(figure, palette).iter(f"{{{SVG}}}image")]
    assert all(address.startswith(PNG) for address in addresses)
    data = [base64.b64decode(address.removeprefix(PNG)) for address in addresses]
    return [np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")) for png in data]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("results", [RESULTS, SMALLEST], ids=["usual", "smallest"])
def test_every_figure_is_a_drawing_of_its_size(name: str, results: Results) -> None:
    figure = figures(results)[name]
    root = drawn(figure)
    assert root.attrib["viewBox"] == f"0 0 {WIDTH} {figure.height}"
    assert (root.attrib["width"], root.attrib["height"]) == (str(WIDTH), str(figure.height))
    assert "\n" not in figure.alt + figure.caption


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_a_figure_uses_its_palette_and_asks_for_no_other_file(name: str, palette: Palette) -> None:
    figure = figures(RESULTS)[name]
    svg = render(figure.draw, figure.height, palette).decode()
    colours = {palette.ink, palette.muted, palette.grid, palette.accent, palette.second}
    assert set(re.findall(r"(?:fill|stroke): (#\w+)", svg)) <= colours
    assert all(address.startswith(("#", PNG)) for address in re.findall(r'href="([^"]*)"', svg))
    assert set(re.findall(r"font-size: ([\d.]+)px", svg)) <= {str(TEXT)}


@pytest.mark.parametrize("name", NAMES)
def test_names_that_a_drawing_refers_to_are_in_it_once(name: str) -> None:
    svg = render(figures(RESULTS)[name].draw, 300, LIGHT).decode()
    names = re.findall(r'\bid="([^"]*)"', svg)
    assert set(re.findall(r"#(n\d+)", svg)) == set(names)
    assert len(names) == len(set(names))


def test_nobodys_settings_show(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = figures(RESULTS)["class-distribution"]
    before = render(figure.draw, figure.height, LIGHT)
    monkeypatch.setitem(matplotlib.rcParams, "axes.titlesize", 40)
    monkeypatch.setitem(matplotlib.rcParams, "axes.facecolor", "red")
    monkeypatch.setitem(matplotlib.rcParams, "svg.fonttype", "path")
    assert render(figure.draw, figure.height, LIGHT) == before


OUTSIDE = """svg => [...svg.querySelectorAll("text")].filter(text => {
    const [box, page] = [text, svg].map(each => each.getBoundingClientRect());
    return box.left < page.left - 1 || box.right > page.right + 1
        || box.top < page.top - 1 || box.bottom > page.bottom + 1;
}).map(text => text.textContent)"""

OVERLAPPING = """svg => {
    const all = [...svg.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    return all.flatMap(([one, a], place) => all.slice(place + 1)
        .filter(([, b]) => meet(a, b)).map(([other]) => [one.textContent, other.textContent]));
}"""


@pytest.mark.browser
@pytest.mark.parametrize("results", [RESULTS, SMALLEST], ids=["usual", "smallest"])
def test_a_browser_shows_every_text_whole_and_apart(results: Results, page: Page) -> None:
    for name, figure in figures(results).items():
        page.set_content(render(figure.draw, figure.height, LIGHT).decode())
        assert page.eval_on_selector("svg", OUTSIDE) == [], name
        assert page.eval_on_selector("svg", OVERLAPPING) == [], name


def test_a_montage_leaves_gaps_and_fills_rows() -> None:
    images = np.arange(1, 4, dtype=np.uint8)[:, None, None].repeat(2, 1).repeat(2, 2)
    assert montage(images, 2, (1, 1)).tolist() == [
        [1, 1, 0, 2, 2],
        [1, 1, 0, 2, 2],
        [0, 0, 0, 0, 0],
        [3, 3, 0, 0, 0],
        [3, 3, 0, 0, 0],
    ]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_digits_are_drawn_in_ink_pixel_by_pixel(palette: Palette) -> None:
    (picture,) = pictures(figures(RESULTS)["sample-grid"], palette)
    samples = artefacts.decode(RESULTS.dataset.samples)
    grid = montage(samples.reshape(-1, 28, 28), samples.shape[1], (1, 1))
    np.testing.assert_array_equal(picture[..., 3], grid)
    seen = picture[..., 3] > 0
    np.testing.assert_array_equal(picture[seen], inked(grid, palette.ink)[seen])


def test_kernels_have_the_sign_as_colour_and_the_size_as_opacity() -> None:
    weights = np.zeros((2, 3, 3), np.float32)
    weights[0, 0, 0], weights[1, 2, 2] = 0.5, -0.25
    figure = kernels(replace(RESULTS.features, kernels=artefacts.encode(weights)))
    (picture,) = pictures(figure, DARK)
    assert picture[0, 0].tolist() == [0x91, 0xA7, 0xFF, 255]
    assert picture[2, 6].tolist() == [0xFF, 0x92, 0x2B, 128]
    assert np.count_nonzero(picture[..., 3]) == 2
    assert "In 0 of the 2 learned filters" in figure.caption


def test_the_liveliest_channels_come_first() -> None:
    maps = np.zeros((4, 2, 2), np.uint8)
    maps[0] = 255
    maps[1, 0, 0], maps[2, 0] = 100, 200
    assert liveliest(maps, 3).tolist() == [2, 1, 0]


def test_the_reliability_diagram_tells_of_the_doubtful_images_too() -> None:
    bins = [CalibrationBin(0.4, 0.5, 30, 0.45, 0.2), CalibrationBin(0.5, 0.6, 10, 0.55, 0.6)]
    top = CalibrationBin(0.9, 1.0, 960, 0.99, 0.995)
    test = replace(RESULTS.evaluation.test, bins=[*bins, top], count=1000)
    caption = reliability_diagram(replace(RESULTS.evaluation, test=test)).caption
    assert caption.startswith("960 of 1,000 test images are read with a confidence above 90.0")
    assert "Of the other 40, 30.0\u202f% are right at a mean confidence of 47.5\u202f%." in caption
    alone = replace(test, bins=[top])
    assert "Of the other" not in reliability_diagram(replace(RESULTS.evaluation, test=alone)).alt


def test_the_distribution_states_counts_and_shares() -> None:
    balance = RESULTS.dataset.train.balance
    figure = figures(RESULTS)["class-distribution"]
    for text in (figure.alt, figure.caption):
        assert f"{balance.most.digit} is the most frequent digit and {balance.least.digit}" in text
        assert f"{balance.most.count} and {balance.least.count} of 6,000" in text
        assert f"{100 * balance.least.share:.2f}" in text


def test_the_confusion_matrix_shows_every_count() -> None:
    shown = texts(confusion_matrix(RESULTS.evaluation))
    confusion = RESULTS.evaluation.test.confusion
    counts = sorted(str(count) for row in confusion for count in row if count)
    # The digits name ten rows and ten columns beside the counts.
    assert sorted(text for text in shown if text.isdigit()) == sorted(counts + [*"0123456789"] * 2)


def test_mistakes_are_named_when_few_are_as_frequent() -> None:
    confusion = np.diag([9] * 10)
    confusion[4, 9] = confusion[7, 2] = 3
    confusion[1, 2] = 1
    test = replace(RESULTS.evaluation.test, confusion=confusion.tolist(), count=97, correct=90)
    caption = confusion_matrix(replace(RESULTS.evaluation, test=test)).caption
    assert caption.startswith("90 of 97 test images")
    assert "4 read as 9 and 7 read as 2 (3 times each)" in caption


def gallery(misread: list[Misread]) -> Figure:
    images = artefacts.encode(np.full((len(misread), 28, 28), 255, np.uint8))
    test = replace(RESULTS.evaluation.test, misread=misread, misread_images=images)
    return misread_gallery(replace(RESULTS.evaluation, test=test))


def test_the_gallery_labels_every_mistake() -> None:
    figure = gallery([Misread(3, 4, 9, 0.874, 0.12), Misread(5, 7, 2, 0.9996, 0.0)])
    shown = texts(figure)
    assert shown == ["4 → 9", "87\u202f%", "7 → 2", ">\u202f99\u202f%"]
    assert figure.caption.startswith("All 2 misread test images")
    assert "made 1 with a confidence above 90\u202f%; in 1 it gave the true digit" in figure.caption


def test_the_gallery_says_where_it_leaves_some_out() -> None:
    figure = gallery([Misread(0, 4, 9, 0.9, 0.1) for _ in range(180)])
    assert texts(figure).count("4 → 9") == 108
    assert "The 108 most confidently misread of 180 misread test images" in figure.caption


def test_a_network_without_mistakes_has_an_empty_gallery() -> None:
    figure = gallery([])
    assert texts(figure) == []
    assert "nothing to show" in figure.caption


def test_the_curves_name_the_best_epoch() -> None:
    curves = RESULTS.cross_validation.overfitting
    assert f"{curves.last_loss:.4f} after the last epoch, 4" in figures(RESULTS)["fold-curves"].alt
    alone = figures(SMALLEST)["fold-curves"].caption
    assert alone.startswith("Mean validation loss is lowest, ")


def test_axes_that_begin_at_zero_are_not_said_to_begin_elsewhere() -> None:
    assert "does not begin at zero" in figures(RESULTS)["class-scores"].caption
    missed = [replace(each, recall=0.0, f1=0.0) for each in RESULTS.evaluation.test.classes]
    test = replace(RESULTS.evaluation.test, classes=missed)
    results = replace(RESULTS, evaluation=replace(RESULTS.evaluation, test=test))
    assert "does not begin at zero" not in figures(results)["class-scores"].caption


def study(**differences: float) -> Ablation:
    """The study with these differences, by name with underscores, and none elsewhere."""

    def changed(row: AblationRow) -> AblationRow:
        value = differences.get(row.name.replace(" ", "_"), 0.0)
        digits = [made_up_difference(value * digit, 0.006) for digit in range(10)]
        overall = made_up_difference(value, 0.002)
        return replace(row, difference=overall, digits=digits) if row.against else row

    return replace(RESULTS.ablation, rows=[changed(row) for row in RESULTS.ablation.rows])


def strokes(figure: Figure, colour: str) -> list[tuple[float, float]]:
    """From where to where the level lines of a colour go."""
    found = []
    for path in drawn(figure).iter(f"{{{SVG}}}path"):
        ends = re.fullmatch(r"M ([\d.]+) ([\d.]+) L ([\d.]+) ([\d.]+)", path.attrib["d"].strip())
        if ends and ends[2] == ends[4] and f"stroke: {colour}" in path.attrib.get("style", ""):
            found.append((float(ends[1]), float(ends[3])))
    return found


def test_the_study_shows_every_change_under_its_group() -> None:
    shown = " ".join(texts(figures(RESULTS)["ablation"]))
    for row in RESULTS.ablation.rows[1:]:
        assert row.name in shown
    for group in ("Augmentation", "Flipping", "Balance of the classes", "Network", "Optimiser"):
        assert group in shown


def test_intervals_are_coloured_by_what_they_say() -> None:
    figure = ablation(study(rotation=0.01, zoom=-0.01, shift=-0.005))
    (gain,), losses = strokes(figure, LIGHT.accent), strokes(figure, LIGHT.second)
    noise = strokes(figure, LIGHT.muted)
    assert len(losses) == 2
    assert len(noise) >= len(RESULTS.ablation.rows) - 4
    # All are as wide, the gain lies right of the losses and the smaller loss nearer to it.
    widths = {round(right - left, 1) for left, right in [gain, *losses]}
    assert len(widths) == 1
    assert losses[0][0] < losses[1][0] < gain[0]
    assert "3 of 18 differences stand out" in figure.caption
    assert "The largest gain is that of rotation: +1.00\u00a0±\u202f0.20." in figure.alt
    assert "The largest loss is that of zoom: −1.00\u00a0±\u202f0.20." in figure.alt


def test_a_study_of_noise_says_so() -> None:
    figure = ablation(study())
    assert figure.caption.startswith("None of 18 differences stand out from the noise.")
    assert "largest" not in figure.alt
    assert strokes(figure, LIGHT.accent) == strokes(figure, LIGHT.second) == []


def test_what_is_compared_with_something_else_is_said_in_the_caption() -> None:
    assert (
        "Changes are compared with the baseline; “rotation, zoom and shift, class 5 "
        "over-sampled” with “rotation, zoom and shift”."
    ) in figures(RESULTS)["ablation"].caption


def test_flipping_has_two_intervals_for_each_digit_and_names_the_most_harmed() -> None:
    figure = flipping(study(flip_left_to_right=-0.002, flip_top_to_bottom=0.002))
    assert len(strokes(figure, LIGHT.accent)) == len(strokes(figure, LIGHT.second)) == 6
    assert len(strokes(figure, LIGHT.muted)) >= 8
    assert "Flip left to right takes most from 9: −1.8\u00a0±\u202f0.6." in figure.alt
    assert "left to right" in texts(figure)


def test_differences_in_tenths_of_a_point_have_ticks_that_differ() -> None:
    tiny = Difference(0.0001, (-0.0001, 0.0003), within_noise=True)
    rows = [replace(row, difference=tiny) for row in RESULTS.ablation.rows[1:]]
    ticks = [
        text for text in texts(ablation(replace(RESULTS.ablation, rows=rows))) if text[0] in "+−0"
    ]
    assert len(ticks) >= 3
    assert len(set(ticks)) == len(ticks)


def test_distorted_digits_stand_below_their_originals() -> None:
    result = RESULTS.augmentation
    figure = augmentation(result)
    shown = texts(figure)
    assert [text for text in shown if not text.startswith("to ")] == [
        "original",
        *(each.name for each in result.alone),
        "all at once",
        "all at once",
    ]
    assert {"to 10°", "to 10\u202f%", "to 1.5 pixels"} <= set(shown)
    originals = artefacts.decode(result.originals)
    images = pictures(figure)
    np.testing.assert_array_equal(images[1][:, :28, 3], originals[0])
    lost, ink = images[2], images[3]
    first = artefacts.decode(result.alone[0].images)[0]
    np.testing.assert_array_equal(ink[:, :28, 3], first)
    expected = np.clip(originals[0].astype(int) - first, 0, 255)
    np.testing.assert_array_equal(lost[:, :28, 3], expected)


def test_every_figure_is_named_on_a_page() -> None:
    pages = Workspace("full").project.glob("*.md")
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert [name for name in NAMES if f'rendered("{name}")' not in text] == []
