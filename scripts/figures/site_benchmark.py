"""How the time of a build grows with the projects."""

from __future__ import annotations

from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet, swatch
from scripts.formats import listed, thousands
from scripts.site_benchmark.records import SiteBenchmark
from scripts.site_benchmark.words import seconds

HEIGHT = 300
LEFT, TOP, RIGHT, BOTTOM = 58, 34, 18, 52


def figures(result: SiteBenchmark) -> dict[str, Figure]:
    """Every one by its name on the page."""
    return {"site-growth": growth(result)}


def growth(result: SiteBenchmark) -> Figure:
    """Both medians over the number of projects, from the lowest to the highest."""
    # Without any there is no place on an axis of powers.
    shown = [each for each in result.growth if each.projects]
    told = listed(
        f"{thousands(each.projects)} projects {seconds(each.ours.median)} with hooks and "
        f"{seconds(each.plain.median)} without"
        for each in shown
    )

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        colours = {"With this site's hooks": palette.accent, "Plain MkDocs": palette.second}
        key(page, {name: swatch(colour) for name, colour in colours.items()}, LEFT)
        chart = axes(figure, LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)
        counts = [each.projects for each in shown]
        sides = ([each.ours for each in shown], [each.plain for each in shown])
        # Beside each other, so that both spreads are seen.
        for colour, efforts, aside in zip(colours.values(), sides, (0.96, 1.04), strict=True):
            places = [aside * count for count in counts]
            chart.plot(places, [each.median for each in efforts], color=colour, marker="o")
            chart.vlines(
                places,
                [each.lowest for each in efforts],
                [each.highest for each in efforts],
                color=colour,
            )
        chart.set(xscale="log", yscale="log", xlim=(counts[0] / 1.3, counts[-1] * 1.3))
        chart.set_xticks(counts)
        chart.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        for axis in (chart.xaxis, chart.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
            axis.set_minor_locator(NullLocator())
        chart.set_xlabel("made-up projects")
        chart.set_ylabel("seconds")

    return Figure(
        alt=f"Lines of the time of a build over the number of projects: {told}.",
        caption="Building from nothing with more and more projects, with this site's hooks and "
        "without; both axes go by powers, dots are medians and upright lines reach from the "
        "fastest build to the slowest.",
        height=HEIGHT,
        draw=draw,
    )
