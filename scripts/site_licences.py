"""Under which licences stands what the site serves of others, and what it was measured with.

Versions and licences are those that the packages tell of themselves: installed ones of Python, and
npm's lock. Only what the theme took into its own files is told here, for it tells of none; a test
compares that with the theme's files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from mnist import typefaces
from scripts.markdown import NONE, Table
from scripts.workspace import ROOT

# Whose files a build copies to the site.
THEME = "mkdocs-material"
# Whose drawings the figures are, and whose letters are in the pictures for shared links.
DRAWN_BY = "matplotlib"

# What the theme's scripts and styles are made of besides its own, and the licences of these.
IN_THEME = {
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C",
    "lunr": "MIT",
    "lunr-languages": "MPL-1.1",
    "material-design-color": "MIT",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
}
# Where a licence is told by a text alone, its name.
_BY_TEXT = {"License agreement for matplotlib": "Matplotlib (PSF-based)"}
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True)
class Component:
    """Something that others made.

    Attributes:
        name: as its makers write it.
        version: empty where it has none, or where nobody tells.
        licence: its name, as in SPDX where it is there.
        use: what the site has it for.
    """

    name: str
    version: str
    licence: str
    use: str


def served(docs: Path) -> list[Component]:
    """What the site serves of others.

    Args:
        docs: the sources of the site.

    Raises:
        PluginError: something is served whose licence is not known.
    """
    theme = _installed(THEME, "The theme, with its icons and search")
    within = (
        Component(name, "", licence, "Within the theme") for name, licence in IN_THEME.items()
    )
    named = json.loads((docs / "assets/tfjs/packages.json").read_text(encoding="utf-8"))
    runtime = (_locked(name, "Runs the demo's network") for name in named)
    letters = _installed(DRAWN_BY, "Draws figures and pictures")
    return [theme, *within, *runtime, *_typefaces(docs / "assets/fonts"), letters]


def handwriting() -> list[Component]:
    """The typefaces whose letters networks are trained and scored with."""
    uses = {
        "Trained with": typefaces.TRAINING,
        "Chosen with": typefaces.VALIDATION,
        "Scored with": typefaces.TEST,
    }
    return [
        _locked(face.file.partition("/files/")[0], use)
        for use, faces in uses.items()
        for face in faces
    ]


def table(components: Sequence[Component], name: str, caption: str = "") -> str:
    """Components as a table of a page.

    Args:
        components: in this order.
        name: of the table, unique on the page.
        caption: a sentence below it, or nothing.
    """
    rows = [[each.name, each.version or NONE, each.licence, each.use] for each in components]
    columns = ("Name", "Version", "Licence", "Use")
    return Table(dict.fromkeys(columns, "left"), rows, caption=caption).markdown(name)


def notice(package: str) -> str:
    """The text of an installed package's licence, which those who pass it on have to keep.

    Raises:
        PluginError: it brings none.
    """
    found = _distribution(package)
    for file in _told(found, "License-File") or ["LICENSE"]:
        text = found.read_text(f"licenses/{file}") or found.read_text(file)
        if text:
            return text.strip()
    raise PluginError(f"expected the licence of {package} among its files, found none")


def _typefaces(folder: Path) -> Iterator[Component]:
    """Those that pages are set in, with the text of their licence beside them."""
    files = sorted(folder.glob("*.woff*"))
    if files and not (folder / "LICENSE.txt").is_file():
        raise PluginError(f"expected LICENSE.txt beside {files[0]}, found none")
    families = {path.stem.removesuffix("-italic") for path in files}
    for family in sorted(families):
        names = (f"@fontsource-variable/{family}", f"@fontsource/{family}")
        name = next((each for each in names if f"node_modules/{each}" in _lock()), names[0])
        yield _locked(name, "Typeface of the pages")


def _installed(package: str, use: str) -> Component:
    found = _distribution(package)
    return Component(package, found.version, _licence(found), use)


def _distribution(package: str) -> Distribution:
    try:
        return distribution(package)
    except PackageNotFoundError:
        raise PluginError(f"expected {package} to be installed, found it is not") from None


def _licence(found: Distribution) -> str:
    """Its name, by the newest of the ways in which packages tell it."""
    told = [each for name in ("License-Expression", "License") for each in _told(found, name)]
    for each in told:
        for beginning, name in _BY_TEXT.items():
            if each.startswith(beginning):
                return name
        if "\n" not in each:
            return each
    for each in _told(found, "Classifier"):
        if each.startswith(_CLASSIFIER):
            return each.removeprefix(_CLASSIFIER)
    raise PluginError(f"expected {found.name} to tell its licence, found that it does not")


def _told(found: Distribution, field: str) -> list[str]:
    return [str(each) for each in found.metadata.get_all(field) or ()]


def _locked(package: str, use: str) -> Component:
    entry = _lock().get(f"node_modules/{package}", {})
    if not entry.get("license"):
        raise PluginError(f"expected package-lock.json to tell the licence of {package}")
    return Component(package, entry["version"], entry["license"], use)


@cache
def _lock() -> dict[str, Any]:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages: dict[str, Any] = json.loads(text)["packages"]
    return packages
