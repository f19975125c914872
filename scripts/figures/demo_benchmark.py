"""What the demo weighs and how long it takes, beside others."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mnist.records import BenchmarkSide, DemoBenchmark
from mnist.records.demo_benchmark import Role
from scripts.demo_benchmark.sides import KILOBYTE, in_text, kilobytes, milliseconds, sent, title
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet, swatch
from scripts.formats import listed, thousands

NAMES: dict[Role, str] = {"code": "Code", "runtime": "Library", "network": "Network"}

# In pixels: a side, its name above what is drawn of it, the key above all, the axis below.
ROW, NAME, KEY, AXIS = 52, 22, 30, 46
MARGIN = 14


def figures(result: DemoBenchmark) -> dict[str, Figure]:
    """Every one by its name on the page."""
    return {"demo-size": size(result), "demo-time": time(result)}


def size(result: DemoBenchmark) -> Figure:
    """Bars of what is sent, divided by what it is for."""
    sides = [side for side in result.sides if side.name != "full-cpu"]
    least = title(min(sides, key=sent))
    totals = listed(f"{in_text(side)} {kilobytes(sent(side))}" for side in sides)

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        colours = dict(zip(NAMES, (palette.second, palette.accent, palette.muted), strict=True))
        key(page, {name: swatch(colours[role]) for role, name in NAMES.items()}, MARGIN)
        chart = _rows(figure, page, sides, top=KEY)
        for place, side in enumerate(sides):
            left = 0.0
            for role, colour in colours.items():
                width = sent(side, role) / KILOBYTE
                chart.barh(_middle(place), width, 16, left=left, color=colour)
                left += width
        chart.set_xlim(0, 1.04 * max(sent(side) for side in sides) / KILOBYTE)
        _grid(chart, len(sides), palette)
        chart.xaxis.set_major_formatter(FuncFormatter(lambda value, _: thousands(round(value))))
        chart.set_xlabel("KB over the wire, with gzip")

    return Figure(
        alt=f"Bars of what is loaded up to the first reading: {totals}.",
        caption=f"{least} loads least up to the first reading, compressed: {totals}.",
        height=KEY + ROW * len(sides) + AXIS,
        draw=draw,
    )


def time(result: DemoBenchmark) -> Figure:
    """Medians of the first reading with their quartiles."""
    sides = result.sides
    soonest = in_text(min(sides, key=lambda side: side.from_start.median))
    medians = listed(f"{in_text(side)} {milliseconds(side.from_start.median)}" for side in sides)

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        chart = _rows(figure, page, sides, top=0)
        for place, side in enumerate(sides):
            timing, middle = side.from_start, _middle(place)
            colour = palette.accent if place == 0 else palette.second
            chart.plot([timing.lower, timing.upper], [middle, middle], color=colour)
            chart.scatter(timing.median, middle, s=44, color=colour, linewidths=0, zorder=3)
        chart.set_xlim(0, 1.06 * max(side.from_start.upper for side in sides))
        _grid(chart, len(sides), palette)
        chart.xaxis.set_major_formatter(FuncFormatter(lambda value, _: thousands(round(value))))
        chart.set_xlabel("ms from the script's start to the first reading")

    return Figure(
        alt=f"Dots with quartiles, one a side. Median time to the first reading: {medians}.",
        caption=f"The first reading comes soonest with {soonest}. Dots are medians ({medians}) "
        "from the start of the script, lines go from quartile to quartile.",
        height=ROW * len(sides) + AXIS,
        draw=draw,
    )


def _rows(figure: Canvas, page: Axes, sides: list[BenchmarkSide], top: int) -> Axes:
    """A chart with a row a side, its name above what is drawn in it; y is in pixels down."""
    height = ROW * len(sides)
    chart = axes(figure, MARGIN, top, WIDTH - 2 * MARGIN, height)
    chart.set(ylim=(height, 0), yticks=[])
    chart.xaxis.set_major_locator(MaxNLocator(5))
    for place, side in enumerate(sides):
        page.text(MARGIN, top + place * ROW + NAME / 2 + 4, title(side), va="center_baseline")
    return chart


def _grid(chart: Axes, rows: int, palette: Palette) -> None:
    """Lines behind what is drawn, and none through the names above it."""
    low, high = chart.get_xlim()
    ticks = [tick for tick in chart.get_xticks() if low <= tick <= high]
    chart.grid(False)
    for place in range(rows):
        top, bottom = place * ROW + NAME + 4, (place + 1) * ROW - 2
        chart.vlines(ticks, top, bottom, color=palette.grid, linewidth=1, zorder=0)


def _middle(place: int) -> float:
    return place * ROW + (ROW + NAME) / 2
