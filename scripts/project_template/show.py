"""The project's tables and figures, each a function of what was measured."""

from __future__ import annotations

from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes
from scripts.formats import percent, thousands
from scripts.markdown import Table
from scripts.project_template.measure import Measured


def tables(measured: Measured) -> dict[str, Table]:
    """Every table by its name on the page."""
    return {"errors-table": errors_table(measured)}


def figures(measured: Measured) -> dict[str, Figure]:
    """Every figure by its name on the page."""
    return {"errors": errors(measured)}


def errors_table(measured: Measured) -> Table:
    """Mean and largest error for each number of points."""
    best = min(measured.rows, key=lambda row: row.mean_error)
    return Table(
        columns={"Points": "right", "Mean error": "right", "Largest error": "right"},
        rows=[
            [thousands(row.points), percent(row.mean_error), percent(row.largest_error)]
            for row in measured.rows
        ],
        caption=f"With {thousands(best.points)} points the mean error is least, "
        f"{percent(best.mean_error)}. Each over {measured.run.config['repeats']} estimates.",
        sortable=True,
    )


def errors(measured: Measured) -> Figure:
    """Lines: mean and largest error by the number of points."""
    first, last = measured.rows[0], measured.rows[-1]
    finding = (
        f"The mean error falls from {percent(first.mean_error)} with {thousands(first.points)} "
        f"points to {percent(last.mean_error)} with {thousands(last.points)}."
    )

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, 62, 12, WIDTH - 74, 220)
        points = [row.points for row in measured.rows]
        for values, colour, name in (
            ([row.largest_error for row in measured.rows], palette.second, "largest"),
            ([row.mean_error for row in measured.rows], palette.accent, "mean"),
        ):
            chart.plot(points, values, color=colour, marker="o", label=name)
        chart.set(xscale="log", yscale="log", xlabel="points")
        chart.yaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, 1)))
        chart.margins(x=0.03)
        chart.legend(frameon=False)

    return Figure(
        alt=f"Line chart on logarithmic axes: the error of an estimate by its points. {finding}",
        caption=finding,
        height=290,
        draw=draw,
    )
