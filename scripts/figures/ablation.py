"""What each change does: differences with their intervals beside a line at zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mnist.records import Ablation, Difference
from scripts.ablations import FLIP, Compared, compared, of_group, verdict
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet
from scripts.formats import difference, percent, signed

GROUPS = {
    "augmentation": "Augmentation",
    "flip": "Flipping",
    "balance": "Balance of the classes",
    "network": "Network",
    "optimiser": "Optimiser",
}

# Characters of a name that fit a line.
LETTERS = 25
# In pixels: the names left of the chart, what is right of it, the key above, the axis below.
NAMES, RIGHT, TOP, AXIS = 206, 14, 34, 48
# In pixels: a line of text, the space between two rows and between two groups.
LINE, BETWEEN, APART = 17, 9, 12
# In pixels: a row of the figure on flipping, and its two intervals' distance.
DIGIT, SIDE_BY_SIDE = 34, 12

GREY = "Grey: the interval crosses the line at zero, so the difference is within the noise."


@dataclass(frozen=True)
class _Line:
    """A line of text: how far down its middle is, in pixels, and whether it names a group."""

    middle: float
    text: str
    heads: bool = False


def figures(result: Ablation) -> dict[str, Figure]:
    """The figures of the study by their names on the page."""
    return {"ablation": ablation(result), "flipping": flipping(result)}


def ablation(result: Ablation) -> Figure:
    """Every variation's difference to what it is compared with, by group."""
    rows = compared(result)
    lines, middles, height = _layout(rows)

    def draw(figure: Canvas, palette: Palette) -> None:
        looks = {
            "better": {"marker": "o", "s": 42, "color": palette.accent, "linewidths": 0},
            "worse": {"marker": "s", "s": 36, "color": palette.second, "linewidths": 0},
            "within noise": {"marker": "o", "s": 24, "color": palette.muted, "linewidths": 0},
        }
        page = sheet(figure)
        chart = axes(figure, NAMES, TOP, WIDTH - NAMES - RIGHT, height)
        for line in lines:
            weight = "bold" if line.heads else "normal"
            page.text(0, TOP + line.middle, line.text, va="center_baseline", fontweight=weight)
        for row, middle in zip(rows, middles, strict=True):
            _interval(chart, row.difference, middle, looks[verdict(row.difference)])
        _points_axis(chart, height, palette)
        key(page, looks)

    clear = [each for each in rows if not each.difference.within_noise]
    finding = f"{len(clear) or 'None'} of {len(rows)} differences stand out from the noise."
    return Figure(
        alt="Dots with intervals beside a line at zero: by how many percentage points each change "
        f"moves the accuracy. {finding}{_extremes(clear)}",
        caption=f"{finding} {_comparisons(rows)} Bars are {percent(0.95, 0)} intervals. {GREY}",
        height=round(TOP + height + AXIS),
        draw=draw,
    )


def flipping(result: Ablation) -> Figure:
    """What flipping does to every digit."""
    rows = of_group(result, FLIP)
    digits = len(rows[0].digits)
    height = digits * DIGIT

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, 26, TOP, WIDTH - 26 - RIGHT, height)
        page = sheet(figure)
        looks = {}
        for place, row in enumerate(rows):
            colour = (palette.accent, palette.second)[place % 2]
            look = {"marker": "os"[place % 2], "s": 42, "color": colour, "linewidths": 0}
            looks[row.name.removeprefix(f"{FLIP} ")] = look
            aside = (place - (len(rows) - 1) / 2) * SIDE_BY_SIDE
            for digit, each in enumerate(row.digits):
                grey = {"color": palette.muted} if each.within_noise else {}
                _interval(chart, each, (digit + 0.5) * DIGIT + aside, look | grey)
        for digit in range(digits):
            page.text(4, TOP + (digit + 0.5) * DIGIT, str(digit), va="center_baseline")
        _points_axis(chart, height, palette)
        key(page, looks)

    return Figure(
        alt="Dots with intervals beside a line at zero, two for each digit: by how many percentage "
        "points flipping changes the share of its images that are read. "
        f"{' '.join(map(_most_harmed, rows))}",
        caption="By how much the share of each digit's images that are read correctly changes when "
        f"half of the training images are flipped. Bars are {percent(0.95, 0)} intervals. {GREY}",
        height=height + TOP + AXIS,
        draw=draw,
    )


def _layout(rows: Sequence[Compared]) -> tuple[list[_Line], list[float], float]:
    """The lines of text, the middle of every row, and the height of all."""
    lines: list[_Line] = []
    middles: list[float] = []
    top = 0.0
    for group, members in groupby(rows, key=lambda row: row.group):
        lines.append(_Line(top + LINE / 2, GROUPS.get(group, group.capitalize()), heads=True))
        top += LINE + BETWEEN
        for row in members:
            words = wrap(row.name, LETTERS)
            middles.append(top + len(words) * LINE / 2)
            lines.extend(
                _Line(top + (place + 0.5) * LINE, word) for place, word in enumerate(words)
            )
            top += len(words) * LINE + BETWEEN
        top += APART
    return lines, middles, top - APART


def _interval(chart: Axes, found: Difference, middle: float, look: dict[str, Any]) -> None:
    """A dot and its interval, in percentage points."""
    ends = [100 * end for end in found.interval]
    chart.plot(ends, [middle, middle], color=look["color"])
    chart.scatter(100 * found.difference, middle, zorder=3, **look)


def _points_axis(chart: Axes, height: float, palette: Palette) -> None:
    """Percentage points across, pixels down."""
    chart.axvline(0, color=palette.muted, linewidth=1, zorder=1)
    low, high = chart.get_xlim()
    margin = 0.04 * (high - low)
    chart.set(xlim=(low - margin, high + margin), ylim=(height, 0), yticks=[])
    chart.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ticks = chart.get_xticks()
    digits = 0 if all(tick == round(tick) for tick in ticks) else 1
    digits = digits if all(round(tick, 1) == round(tick, 6) for tick in ticks) else 2
    chart.xaxis.set_major_formatter(FuncFormatter(lambda value, _: signed(value, digits)))
    chart.set_xlabel("percentage points")


def _extremes(clear: Sequence[Compared]) -> str:
    """The largest gain and the largest loss that are no noise."""
    best = max(clear, key=lambda row: row.difference.difference, default=None)
    worst = min(clear, key=lambda row: row.difference.difference, default=None)
    gains = [("gain", best)] if best and best.difference.difference > 0 else []
    losses = [("loss", worst)] if worst and worst.difference.difference < 0 else []
    return "".join(
        f" The largest {what} is that of {row.name}: "
        f"{difference(row.difference.difference, row.difference.interval)}."
        for what, row in gains + losses
    )


def _comparisons(rows: Sequence[Compared]) -> str:
    """What is compared with what, where not all is compared with the same."""
    usual = rows[0].against
    others = [row for row in rows if row.against != usual]
    exceptions = "".join(f"; “{row.name}” with “{row.against}”" for row in others)
    return f"Changes are compared with the {usual}{exceptions}."


def _most_harmed(row: Compared) -> str:
    """The digit that suffers most."""
    digit, worst = min(enumerate(row.digits), key=lambda item: item[1].difference)
    return (
        f"{row.name.capitalize()} takes most from {digit}: "
        f"{difference(worst.difference, worst.interval, 1)}."
    )
