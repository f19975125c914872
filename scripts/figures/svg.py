"""A drawing as a small SVG file that comes out the same on every machine."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

import matplotlib
import matplotlib.style
import numpy as np
from matplotlib.figure import Figure as Canvas
from PIL import Image

from scripts.figures.style import Palette, canvas, settings

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
PNG = "data:image/png;base64,"

# An image in a page has no access to the page's fonts; these are what its system uses.
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")

_NUMBER = re.compile(r"-?\d+\.\d+")
_FONT_FAMILY = re.compile(r" ?font-family: [^;]*;?")
_REFERENCE = re.compile(r"#([\w-]+)")


def render(draw: Callable[[Canvas, Palette], None], height: int, palette: Palette) -> bytes:
    """Draw with a palette and give the SVG file, transparent where nothing was drawn."""
    file = io.BytesIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    # From Matplotlib's defaults, so that nobody's own settings show.
    with matplotlib.style.context(["default", settings(palette)]):
        blank = canvas(height)
        draw(blank, palette)
        blank.savefig(file, format="svg", metadata=nothing, transparent=True)
    return tidy(file.getvalue())


def tidy(svg: bytes) -> bytes:
    """The same picture in fewer bytes.

    Sizes are in CSS pixels, coordinates have two decimals, text takes the system's font,
    embedded images have a palette, and only names that are referred to are kept.
    """
    root = ElementTree.fromstring(svg)
    for side in ("width", "height"):
        root.set(side, root.attrib[side].removesuffix("pt"))
    root.set("font-family", FONTS)
    names = _names(root)
    for element in root.iter():
        _tidy_attributes(element, names)
        if not (element.text or "").strip():
            element.text = None
        element.tail = "\n" if element.tag != f"{{{SVG}}}tspan" else None
    text: str = ElementTree.tostring(root, encoding="unicode")
    return text.encode() + b"\n"


def _names(root: ElementTree.Element) -> dict[str, str]:
    """Short names, in the order of their first use, for all that is referred to."""
    used = (
        name
        for element in root.iter()
        for key, value in element.attrib.items()
        if (key == HREF and value.startswith("#")) or key == "clip-path"
        for name in _REFERENCE.findall(value)
    )
    return {name: f"n{number}" for number, name in enumerate(dict.fromkeys(used))}


def _tidy_attributes(element: ElementTree.Element, names: dict[str, str]) -> None:
    name = element.attrib.pop("id", None)
    if name in names:
        element.set("id", names[name])
    for key, value in element.attrib.items():
        if key == HREF and value.startswith(PNG):
            element.set(key, _smaller_png(value))
        elif key == HREF or key == "clip-path":
            element.set(key, _REFERENCE.sub(lambda match: "#" + names[match[1]], value))
        elif key == "style":
            element.set(key, _FONT_FAMILY.sub("", value))
        elif key != "version":
            element.set(key, " ".join(_NUMBER.sub(_rounded, value).split()))
    turned = element.attrib.get("transform", "")
    if element.tag == f"{{{SVG}}}text" and turned.startswith("rotate(-0 "):
        del element.attrib["transform"]


def _rounded(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 2) + 0.0:.10g}"


def _smaller_png(address: str) -> str:
    """An embedded image of up to 256 colours with a palette; others as they are."""
    png = base64.b64decode(address.removeprefix(PNG))
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
    colours, indices = np.unique(pixels.reshape(-1, 4), axis=0, return_inverse=True)
    if len(colours) <= 256:
        image = Image.fromarray(indices.reshape(pixels.shape[:2]).astype(np.uint8))
        image.putpalette(colours[:, :3].tobytes())
        file = io.BytesIO()
        image.save(file, format="png", optimize=True, transparency=colours[:, 3].tobytes())
        png = file.getvalue()
    return PNG + base64.b64encode(png).decode("ascii")
