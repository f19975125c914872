"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Align = Literal["left", "right"]
RULES: dict[Align, str] = {"left": ":--", "right": "--:"}

# What a cell shows that has nothing to show.
NONE = "–"


@dataclass(frozen=True)
class Table:
    """A table with a caption; cells are Markdown.

    Attributes:
        columns: heading -> how its cells are aligned.
        rows: cells, as many a row as there are columns.
        summary: the last rows, set off in bold: means and totals.
        caption: a sentence below the table, or nothing.
        sortable: whether its rows can be compared, so that a reader may put them in another
            order; the summary stays last.
    """

    columns: dict[str, Align]
    rows: Sequence[Sequence[str]]
    summary: Sequence[Sequence[str]] = field(default_factory=tuple)
    caption: str = ""
    sortable: bool = False

    def markdown(self, name: str) -> str:
        """The table as a fragment of a page.

        Raises:
            ValueError: a row has more or fewer cells than there are columns, or a column has no
                heading, without which a screen reader cannot say what a cell is.
        """
        if not all(self.columns):
            raise ValueError(f"{name}: expected a heading for every column, found one without")
        bold = [[f"**{cell}**" if cell else "" for cell in row] for row in self.summary]
        lines = [_line(self.columns), _line(RULES[align] for align in self.columns.values())]
        for row in [*self.rows, *bold]:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{name}: expected {len(self.columns)} cells, found {len(row)}: {row}"
                )
            lines.append(_line(row))
        caption = f"\n{self.caption}\n{{ .table-caption }}\n" if self.caption else ""
        table = "\n".join(lines)
        label = name.removesuffix("-table").replace("-", " ").capitalize()
        # How many rows, from the first, may change places.
        sorting = f' data-sortable="{len(self.rows)}"' if self.sortable else ""
        return (
            f'<div class="table" id="{name}"{sorting} markdown>\n\n'
            f'<div class="table-scroll" data-label="{label}, a table" markdown>\n\n'
            f"{table}\n\n</div>\n{caption}\n</div>\n"
        )


def code(text: str, title: str = "") -> str:
    """Text as code, with a longer text to be seen on pointing at it."""
    told = f' title="{escape(title)}"' if title else ""
    return f"<code{told}>{escape(text)}</code>"


def shortened(digest: str) -> str:
    """The first twelve digits of a digest, with all of them to be seen on pointing at it."""
    return code(digest[:12], title=digest)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
