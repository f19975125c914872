"""How time grows with folds and images, and how time and memory change with workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet, swatch
from scripts.formats import listed, thousands
from scripts.jobs_benchmark.fitted import Fitted, few, large
from scripts.jobs_benchmark.records import JobsBenchmark, Size
from scripts.jobs_benchmark.words import told
from scripts.site_benchmark.records import Effort
from scripts.site_benchmark.words import MEBI, memory, seconds

HEIGHT = 270
# In pixels: left of each of two charts, their width, above and below them.
LEFT, TOP, BOTTOM = 50, 54, 52
CHART = WIDTH // 2 - LEFT - 14
KILO = 1000


@dataclass(frozen=True)
class Points:
    """What one chart shows.

    Attributes:
        title: above it: what is counted upwards.
        label: below it: what is counted along.
        places: along.
        values: medians.
        ends: the lowest and the highest of each.
        model: what each is by the model.
    """

    title: str
    label: str
    places: Sequence[float]
    values: Sequence[float]
    ends: Sequence[tuple[float, float]]
    model: Sequence[float]


def figures(result: JobsBenchmark) -> dict[str, Figure]:
    """Every one by its name on the page."""
    fitted = Fitted(result)
    return {"jobs-sizes": sizes(result, fitted), "jobs-workers": workers(result, fitted)}


def sizes(result: JobsBenchmark, fitted: Fitted) -> Figure:
    """Medians over folds, and over images."""
    by_folds, by_images = few(result.sizes), large(result.sizes)
    folds = _times("folds", [each.folds for each in by_folds], by_folds, fitted)
    images = _times(
        "thousand images", [each.images / KILO for each in by_images], by_images, fitted
    )
    some = f"{thousands(by_folds[0].images)} images"
    told_folds = listed(f"{each.folds} folds {seconds(each.effort.median)}" for each in by_folds)
    told_images = listed(
        f"{thousands(each.images)} images {seconds(each.effort.median)}" for each in by_images
    )
    return Figure(
        alt=f"Two charts of time. Over the number of folds of {some}: {told_folds}. Over the "
        f"number of images in {by_images[0].folds} folds: {told_images}.",
        caption=f"Folds one after another: on the left more folds of {some}, on the right more "
        f"images in {by_images[0].folds} folds. Dots are medians, upright lines reach from the "
        "fastest to the slowest, and the lines in between are the model.",
        height=HEIGHT,
        draw=_draw(folds, images),
    )


def workers(result: JobsBenchmark, fitted: Fitted) -> Figure:
    """Medians over workers, and the memory of all of them."""
    found = fitted.working
    counts = [each.workers for each in found]
    efforts = [each.crew.effort for each in found]
    held = [each.memory / MEBI for each in efforts]
    time = Points(
        "seconds",
        "workers",
        counts,
        *_spread(efforts),
        [fitted.of_workers(count) for count in counts],
    )
    room = Points(
        "MiB of memory",
        "workers",
        counts,
        held,
        [(each, each) for each in held],
        [fitted.room.at(count) / MEBI for count in counts],
    )
    told_all = listed(
        f"{told(each.workers)} {seconds(each.crew.effort.median)} and "
        f"{memory(each.crew.effort.memory)}"
        for each in found
    )
    plan = result.run.config
    return Figure(
        alt=f"Two charts over the number of workers, of time and of memory: {told_all}.",
        caption=f"The same {plan['crew_folds']} folds of {thousands(plan['crew_images'])} images "
        "with more and more workers: on the left how long they took, on the right the most memory "
        "that all processes held together. Dots are measured, lines are the models.",
        height=HEIGHT,
        draw=_draw(time, room),
    )


def _times(label: str, places: Sequence[float], found: Sequence[Size], fitted: Fitted) -> Points:
    model = [fitted.of_size(each) for each in found]
    return Points("seconds", label, places, *_spread([each.effort for each in found]), model)


def _spread(efforts: Sequence[Effort]) -> tuple[list[float], list[tuple[float, float]]]:
    """Medians, and their lowest and highest."""
    return [each.median for each in efforts], [(each.lowest, each.highest) for each in efforts]


def _draw(left: Points, right: Points) -> Callable[[Canvas, Palette], None]:
    """Draws both side by side."""

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        names = {"Measured": palette.accent, "By the model": palette.second}
        key(page, {name: swatch(colour) for name, colour in names.items()}, LEFT)
        for place, points in enumerate((left, right)):
            edge = LEFT + place * WIDTH // 2
            page.text(edge, TOP - 12, points.title, color=palette.muted, va="baseline")
            chart = axes(figure, edge, TOP, CHART, HEIGHT - TOP - BOTTOM)
            _chart(chart, points, palette)

    return draw


def _chart(chart: Axes, points: Points, palette: Palette) -> None:
    chart.plot(points.places, points.model, color=palette.second)
    chart.plot(points.places, points.values, color=palette.accent, marker="o", linestyle="none")
    lowest, highest = zip(*points.ends, strict=True)
    chart.vlines(points.places, lowest, highest, color=palette.accent)
    chart.set_xlim(0, 1.08 * max(points.places))
    chart.set_ylim(0, 1.08 * max(*highest, *points.model))
    chart.set_xticks(list(points.places))
    chart.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    chart.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
    chart.set_xlabel(points.label)
