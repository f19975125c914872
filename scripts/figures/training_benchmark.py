"""How long training takes beside others, how soon it gets where, and what a step is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from mnist.records import TimedTraining, TrainingBenchmark, TrainingSide
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet, swatch
from scripts.formats import THIN, listed, percent, thousands
from scripts.training_benchmark.sides import milliseconds, seconds, title

# In pixels: a side, its name above what is drawn of it, the key above all, the axis below.
ROW, NAME, KEY, AXIS = 52, 22, 30, 46
MARGIN = 14
# In pixels: left of the curves and their height; a part of the step, and the names of parts.
LEFT, CURVES = 62, 250
# In percentage points below the target: first epochs are far from where anything is decided.
SHOWN = 2.5
PART, PARTS = 24, 176

WORKS = {"forward": "Forward", "backward": "Backward", "after": "After both"}


def figures(result: TrainingBenchmark) -> dict[str, Figure]:
    """Every one by its name on the page."""
    return {
        "training-speed": speed(result.sides, result.run.config["round_images"]),
        "training-pace": pace(result),
        "training-arrival": arrival(result),
        "training-step": step(result),
    }


def speed(sides: Sequence[TrainingSide], images: int) -> Figure:
    """Medians of an epoch with their quartiles."""
    medians = listed(f"{title(side)} {seconds(side.seconds.median)}" for side in sides)

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        height = ROW * len(sides)
        chart = axes(figure, MARGIN, 0, WIDTH - 2 * MARGIN, height)
        for place, side in enumerate(sides):
            page.text(MARGIN, place * ROW + NAME / 2 + 4, title(side), va="center_baseline")
            middle = place * ROW + (ROW + NAME) / 2
            colour = palette.accent if side.beside is None else palette.second
            spread = side.seconds
            chart.barh(middle, spread.median, 16, color=colour)
            chart.plot([spread.lower, spread.upper], [middle, middle], color=palette.ink)
        chart.set(ylim=(height, 0), yticks=[])
        chart.set_xlim(0, 1.06 * max(side.seconds.upper for side in sides))
        chart.xaxis.set_major_locator(MaxNLocator(5))
        chart.set_xlabel("seconds an epoch")

    return Figure(
        alt=f"Bars, one a side. Median time of an epoch: {medians}.",
        caption=f"An epoch of {thousands(images)} images: bars are medians ({medians}), lines go "
        "from quartile to quartile.",
        height=ROW * len(sides) + AXIS,
        draw=draw,
    )


def pace(result: TrainingBenchmark) -> Figure:
    """Accuracy over seconds of training, fold by fold, with the means."""
    return _courses(
        {"recipe": result.pace.recipe, "protocol": result.pace.baseline},
        result.run.config["target"],
    )


def arrival(result: TrainingBenchmark) -> Figure:
    """The same of the protocol that goes on, and of the recipe that goes further."""
    return _courses(
        {"second recipe": result.arrival.recipe, "protocol continued": result.arrival.baseline},
        result.run.config["target"],
    )


def _courses(sides: Mapping[str, Sequence[TimedTraining]], target: float) -> Figure:
    """Curves of two sides by their names within a sentence."""
    ends = [
        f"the {name} ends at {percent(_mean(trainings, 'accuracies')[-1])} after "
        f"{seconds(_mean(trainings, 'seconds')[-1])}"
        for name, trainings in reversed([*sides.items()])
    ]
    everyone = [each for trainings in sides.values() for each in trainings]
    highest = max(accuracy for each in everyone for accuracy in each.accuracies)

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        chart = axes(figure, LEFT, KEY, WIDTH - LEFT - MARGIN, CURVES)
        colours = dict(zip(sides, (palette.accent, palette.second), strict=True))
        for name, trainings in reversed([*sides.items()]):
            _curves(chart, trainings, colours[name])
        chart.axhline(100 * target, color=palette.muted, linewidth=1)
        top = 100 * max(highest, target) + 0.1 * SHOWN
        chart.set_ylim(max(chart.get_ylim()[0], 100 * target - SHOWN), top)
        chart.set_xlim(0, 1.03 * max(each.seconds[-1] for each in everyone))
        chart.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
        chart.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.1f}{THIN}%"))
        chart.set_xlabel("seconds of training")
        key(page, {name[0].upper() + name[1:]: swatch(colours[name]) for name in sides}, LEFT)

    return Figure(
        alt=f"Curves of the accuracy on validation images over the seconds of training: "
        f"{listed(ends)}.",
        caption="The accuracy on validation images after every epoch; thin lines are folds, thick "
        f"ones their means: {listed(ends)}. The level line is the target; what lies more than "
        f"{SHOWN:g} percentage points below it is cut off.",
        height=KEY + CURVES + AXIS,
        draw=draw,
    )


def step(result: TrainingBenchmark) -> Figure:
    """What each part takes of a step, forward and backward."""
    parts = result.step.parts
    names = list(dict.fromkeys(part.part for part in parts))
    spent = {name: sum(each.milliseconds for each in parts if each.part == name) for name in names}
    largest = sorted(names, key=lambda name: -spent[name])[:3]
    told = listed(f"{name} ({milliseconds(spent[name])})" for name in largest)

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        height = PART * len(names)
        chart = axes(figure, PARTS, KEY, WIDTH - PARTS - MARGIN, height)
        colours = dict(zip(WORKS, (palette.accent, palette.second, palette.muted), strict=True))
        for place, name in enumerate(names):
            middle = (place + 0.5) * PART
            page.text(0, KEY + middle, name, va="center_baseline")
            left = 0.0
            for part in (each for each in parts if each.part == name):
                chart.barh(middle, part.milliseconds, 14, left=left, color=colours[part.work])
                left += part.milliseconds
        chart.set(ylim=(height, 0), yticks=[])
        chart.set_xlim(0, 1.06 * max(spent.values()))
        chart.xaxis.set_major_locator(MaxNLocator(4))
        chart.set_xlabel("milliseconds a step")
        key(page, {name: swatch(colours[work]) for work, name in WORKS.items()})

    return Figure(
        alt="Bars of what the parts of a training step take, forward and backward. "
        f"Most is taken by {told}.",
        caption=f"What the parts of a training step take. Most is taken by {told}.",
        height=KEY + PART * len(names) + AXIS,
        draw=draw,
    )


def _curves(chart: Axes, trainings: Sequence[TimedTraining], colour: str) -> None:
    for each in trainings:
        accuracies = [100 * accuracy for accuracy in each.accuracies]
        chart.plot(each.seconds, accuracies, color=colour, linewidth=1, alpha=0.35)
    mean = 100 * _mean(trainings, "accuracies")
    chart.plot(_mean(trainings, "seconds"), mean, color=colour, marker="o", markersize=5)


def _mean(trainings: Sequence[TimedTraining], name: str) -> NDArray[np.float64]:
    """Epoch by epoch over the folds."""
    rows: list[list[float]] = [getattr(each, name) for each in trainings]
    mean: NDArray[np.float64] = np.array(rows).mean(axis=0)
    return mean
