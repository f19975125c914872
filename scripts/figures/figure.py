"""A figure of the report: what it shows, said in words, and how to draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure as Canvas

from scripts.figures.style import PALETTES, WIDTH, Palette
from scripts.figures.svg import render


@dataclass(frozen=True)
class Figure:
    """A drawing and the two texts that state its finding.

    Attributes:
        alt: for those who do not see it: what is shown, and the numbers that matter. Plain
            text on one line.
        caption: the finding in a sentence or two, as Markdown on one line.
        height: of the drawing in CSS pixels; its width is `WIDTH`.
        draw: draws onto an empty canvas in the colours of a palette.
    """

    alt: str
    caption: str
    height: int
    draw: Callable[[Canvas, Palette], None]

    def files(self, name: str) -> dict[str, bytes]:
        """The figure's files by path under the project's folder."""
        drawings = {
            f"figures/{name}.{palette.name}.svg": render(self.draw, self.height, palette)
            for palette in PALETTES
        }
        return drawings | {f"generated/{name}.md": self.fragment(name).encode()}

    def fragment(self, name: str) -> str:
        """The figure in Markdown; Material's ``#only-…`` shows the drawing of the page's mode."""
        images = "\n".join(
            f"![{self.alt}](figures/{name}.{palette.name}.svg#only-{palette.name})"
            f"{{ width={WIDTH} height={self.height} loading=lazy }}"
            for palette in PALETTES
        )
        return (
            f'<figure markdown="span" class="figure" id="figure-{name}">\n'
            f"{images}\n"
            f"<figcaption>{self.caption}</figcaption>\n"
            "</figure>\n"
        )
