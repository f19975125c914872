"""Where a number stands: in which artefacts, and on which pages."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bs4 import BeautifulSoup

from scripts import artefact_fields, provenance
from scripts.artefact_fields import short
from scripts.built_numbers import NUMBER, numbers_of_fragment
from scripts.provenance import Made

_QUERY: Final = re.compile(r"([-\N{MINUS SIGN}+]?)(\d[\d,]*)(?:\.(\d+))?(e-?\d+)?\s*(%|KiB)?")
_KIB: Final = 1024
_SPACES: Final = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Wanted:
    """What is looked for: a number as somebody wrote it, or a part of a field's name.

    Attributes:
        text: without spaces and separators.
        digits: how many it has after the point; ``None`` where it is no number.
        unit: ``%``, ``KiB`` or nothing.
    """

    text: str
    digits: int | None
    unit: str

    def is_at(self, name: str, value: float) -> bool:
        """Whether a number at a field is, rounded as it was written, what is looked for."""
        if self.digits is None:
            return self.text in name
        forms = {
            "%": (100 * value,),
            "KiB": (value / _KIB,),
            "": (value, 100 * value) if isinstance(value, float) and abs(value) <= 1 else (value,),
        }[self.unit]
        in_full = not self.unit and self.text == repr(value)
        return in_full or any(self._is_written(abs(each)) for each in forms)

    def _is_written(self, value: float) -> bool:
        return f"{value:.{self.digits}f}" == self.text.lstrip("-")


def wanted(query: str) -> Wanted:
    """What somebody looks for who writes ``99.25 %``, ``60,000``, ``0.9925`` or ``accuracy``.

    Raises:
        ValueError: nothing was written.
    """
    text = _SPACES.sub(" ", query).strip()
    if not text:
        raise ValueError("expected a number or a part of a field's name, found nothing")
    found = _QUERY.fullmatch(text)
    if found is None:
        return Wanted(text, None, "")
    sign, whole, fraction, exponent, unit = found.groups(default="")
    number = f"{'-' if sign and sign != '+' else ''}{whole.replace(',', '')}"
    number += f".{fraction}" if fraction else ""
    return Wanted(number + exponent, len(fraction), unit)


@dataclass(frozen=True)
class Place:
    """A number in an artefact.

    Attributes:
        artefact: path of the file under the docs folder.
        field: where in it.
        value: the number.
        made: how; ``None`` where no run measured it.
    """

    artefact: str
    field: str
    value: float
    made: Made | None

    @property
    def name(self) -> str:
        """How a template gets there, such as ``evaluation.demo.exported.accuracy``."""
        return f"{Path(self.artefact).stem.replace('-', '_')}.{self.field}"


def places(looked_for: Wanted, docs: Path) -> list[Place]:
    """Every number of the artefacts that it may be."""
    return [each for each in _all(docs) if looked_for.is_at(each.name, each.value)]


def _all(docs: Path) -> Iterator[Place]:
    for path in provenance.artefact_files(docs):
        shown = path.relative_to(docs).as_posix()
        runs = {made.key: made for made in provenance.of_file(path, docs)}
        content = json.loads(path.read_text(encoding="utf-8"))
        for field, value in artefact_fields.numbers(content):
            key = artefact_fields.resolve(content, field)[1]
            yield Place(shown, field, value, runs.get(key or ""))


@dataclass(frozen=True)
class Shown:
    """A number on a page of the built site.

    Attributes:
        page: path of the file under the site's folder.
        line: of the file.
        text: as it is written.
        sources: artefact and field of each number that it is, or was computed of.
        formula: how it was computed, if it was.
    """

    page: str
    line: int
    text: str
    sources: tuple[tuple[str, str], ...]
    formula: str


def shown(site: Path) -> list[Shown]:
    """Every measured number of a built site."""
    found = []
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        html = path.read_text(encoding="utf-8")
        for tag in BeautifulSoup(html, "html.parser").select("data.measured"):
            files = [
                posixpath.normpath(posixpath.join(posixpath.dirname(page), each))
                for each in str(tag["data-artefact"]).split()
            ]
            fields = str(tag["data-field"]).split()
            formula = str(tag.get("data-formula", ""))
            sources = tuple(zip(files, fields, strict=True))
            found.append(Shown(page, tag.sourceline or 1, tag.get_text(), sources, formula))
    return found


def rendered(looked_for: Wanted, made: Made, docs: Path) -> list[str]:
    """The rendered parts that a run made and that have such a number, by path under the docs."""
    if looked_for.digits is None:
        return []
    folder = docs / Path(made.artefact).parts[0] / Path(made.artefact).parts[1]
    found = []
    for path in sorted(folder.glob("generated/*.md")):
        text = path.read_text(encoding="utf-8")
        numbers = {each.replace(",", "") for each in numbers_of_fragment(text)}
        if short(made.key) in text and _written_as(looked_for) & numbers:
            found.append(path.relative_to(docs).as_posix())
    return found


def _written_as(looked_for: Wanted) -> set[str]:
    """A share may stand there in per cent."""
    text = looked_for.text.lstrip("-")
    found = {text}
    if looked_for.unit == "" and NUMBER.fullmatch(text) and float(text) <= 1:
        found.add(f"{100 * float(text):.2f}")
    return found
