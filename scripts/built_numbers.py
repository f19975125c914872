"""The numbers of a built site, each followed back to the run that made it."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from scripts import artefact_fields, measured, provenance, seals, site_values
from scripts.artefact_fields import NO_RUN, short
from scripts.site_measured import plain

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MODEL_CARD = "model/model-card.json"

# Of a fragment, what a reader does not see: pictures, addresses, attributes, rules of tables.
_UNSEEN = re.compile(
    r"""!\[[^\]]*\]\([^)]*\) | (?<=\])\([^)]*\) | \{[^{}]*\} | <[^>]*> | ^[\s|:-]+$""",
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True)
class Fault:
    """A number or a file that is not what its run gave, and where."""

    file: str
    line: int
    what: str
    fault: str


@dataclass(frozen=True)
class Artefact:
    """An artefact of the site as a page's numbers find it."""

    content: Any

    @cached_property
    def keys(self) -> set[str]:
        """The keys of its runs, shortened; what nobody measured has a dash."""
        found = {short(each.key) for each in artefact_fields.entries(self.content)}
        return found or {NO_RUN}


class BuiltNumbers:
    """The measured numbers of a built site, and the artefacts that they come from.

    Args:
        site: a folder.
        docs: the sources that it was built from.
    """

    def __init__(self, site: Path, docs: Path) -> None:
        self._site = site
        self._docs = docs
        self._read: dict[str, Artefact] = {}
        self.count = 0

    def faults(self) -> Iterator[Fault]:
        """All that is wrong, in the order of the chain: artefacts, models, then pages."""
        for path in provenance.artefact_files(self._docs):
            yield from self._artefact_faults(path)
        for card in sorted(self._site.glob(f"projects/*/artefacts/{MODEL_CARD}")):
            yield from self._model_faults(card)
        for page in sorted(self._site.rglob("*.html")):
            name = page.relative_to(self._site).as_posix()
            yield from self._page_faults(name, page.read_text(encoding="utf-8"))

    def _artefact_faults(self, source: Path) -> Iterator[Fault]:
        name = source.relative_to(self._docs).as_posix()
        built = self._site / name
        if not built.exists():
            yield Fault(name, 1, "artefact", "expected it in the site, found none: run make site")
            return
        if built.read_bytes() != source.read_bytes():
            yield Fault(
                name, 1, "artefact", "expected that of the sources, found another: run make site"
            )
        for each in provenance.of_file(built, self._site):
            if provenance.own_key(each.run) != each.key:
                fault = "its key is not that of its own configuration"
                yield Fault(name, 1, f"run {short(each.key)}", fault)
            expected = each.run.get("result")
            edited = expected and seals.differs(expected, seals.seal(each.entry.content))
            if edited:
                yield Fault(name, 1, f"run {short(each.key)}", edited)

    def _model_faults(self, card: Path) -> Iterator[Fault]:
        name = card.relative_to(self._site).as_posix()
        for experiment, entry in json.loads(card.read_text(encoding="utf-8")).items():
            for file, expected in entry["files"].items():
                path = card.parent / file
                content = path.read_bytes() if path.exists() else b""
                found = hashlib.sha256(content).hexdigest()
                if found != expected["sha256"]:
                    yield Fault(
                        path.relative_to(self._site).as_posix(),
                        1,
                        f"model of {experiment}",
                        f"expected the SHA-256 {expected['sha256'][:12]} of {name}, "
                        f"found {found[:12]}",
                    )

    def _page_faults(self, name: str, html: str) -> Iterator[Fault]:
        if plain(html) != html:
            yield Fault(name, 1, "origin", "expected an element, found the origin as text")
        page = BeautifulSoup(html, "html.parser")
        for number in page.select("data.measured"):
            self.count += 1
            fault = self._guarded(self._number_fault, name, number)
            if fault:
                yield Fault(name, number.sourceline or 1, number.get_text(), fault)
        for part in page.select("[data-rendered]"):
            fault = self._guarded(self._part_fault, name, part)
            if fault:
                yield Fault(name, part.sourceline or 1, str(part["data-rendered"]), fault)
        for value in page.select("dl.facts dd"):
            if not value.select_one("data.measured"):
                fault = "expected a headline number that says where it comes from"
                yield Fault(name, value.sourceline or 1, value.get_text(), fault)

    def _guarded(self, look: Any, name: str, tag: Tag) -> str | None:
        try:
            found: str | None = look(name, tag)
        except (LookupError, ValueError, OSError) as error:
            return str(error)
        return found

    def _number_fault(self, page: str, tag: Tag) -> str | None:
        """What is wrong with a number; ``None`` where nothing is.

        Raises:
            LookupError, ValueError, OSError: it names what is not there.
        """
        files, fields, runs = (
            str(tag.get(f"data-{each}", "")).split(" ") for each in ("artefact", "field", "run")
        )
        values = []
        for file, field, run in zip(files, fields, runs, strict=True):
            value, key = artefact_fields.resolve(self._artefact(page, file).content, field)
            if short(key) != run:
                return f"{file}, {field}: expected the run {short(key)}, found {run}"
            values.append(value)
        formula = tag.get("data-formula")
        if formula:
            named = dict(zip(measured.names(len(values)), values, strict=True))
            number = measured.evaluate(str(formula), named)
        else:
            (number,) = values
        told = f"{', '.join(fields)} of {', '.join(dict.fromkeys(files))}"
        if repr(number) != tag.get("value"):
            return f"expected {number!r}, which is {told}, found {tag.get('value')}"
        how = str(tag.get("data-format", ""))
        shown = site_values.written(number, how) if how else str(number)
        if tag.get_text() != shown:
            return f"expected {shown}, which is {told}"
        return None

    def _part_fault(self, page: str, tag: Tag) -> str | None:
        """What is wrong with a rendered part; ``None`` where nothing is.

        Raises:
            LookupError, ValueError, OSError: it names what is not there.
        """
        files, runs = (str(tag[f"data-{each}"]).split() for each in ("artefact", "run"))
        for file, run in zip(files, runs, strict=True):
            found = self._artefact(page, file).keys
            if run not in found:
                return f"{file}: expected one of the runs {', '.join(sorted(found))}, found {run}"
        # The folder of the project, or of the site itself.
        folder = self._docs / self._path(page, files[0]).rpartition("artefacts/")[0]
        source = folder / "generated" / f"{tag['data-rendered']}.md"
        expected = numbers_of_fragment(source.read_text(encoding="utf-8"))
        found_numbers = NUMBER.findall(tag.get_text(" "))
        if found_numbers != expected:
            both = zip([*expected, "none"], [*found_numbers, "none"], strict=False)
            one, other = next(pair for pair in both if pair[0] != pair[1])
            return f"expected {one} as in {source.relative_to(self._docs)}, found {other}"
        return None

    def _artefact(self, page: str, address: str) -> Artefact:
        path = self._path(page, address)
        if path not in self._read:
            text = (self._site / path).read_text(encoding="utf-8")
            self._read[path] = Artefact(json.loads(text))
        return self._read[path]

    def _path(self, page: str, address: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address)))


def numbers_of_fragment(text: str) -> list[str]:
    """The numbers that a reader sees of a rendered part, in their order."""
    return NUMBER.findall(unescape(_UNSEEN.sub(" ", text)))
