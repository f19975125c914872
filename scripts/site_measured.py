"""Measured numbers on the pages: each an element that says where it comes from.

A template writes text, and text goes where no element can: into headings, attributes, code. So
behind a number comes its origin in characters that nobody sees and no font has; when the page is
HTML, the two become an element where one can stand, and elsewhere the origin goes.
"""

from __future__ import annotations

import functools
import inspect
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from mkdocs.utils import get_relative_url

from scripts.artefact_fields import short
from scripts.measured import MeasuredFloat, MeasuredInt, Source, formula, sources

# The page that lists all runs.
RUNS: Final = "runs/"

# 256 characters of Unicode's private use, one for each byte.
_FIRST: Final = 0xE000
_UNSEEN: Final = f"[{chr(_FIRST)}-{chr(_FIRST + 255)}]"
_MARK: Final = re.compile(f"{_UNSEEN}+")
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s.*$", re.MULTILINE)
_PART: Final = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_NAME: Final = re.compile(r"</?([a-zA-Z][\w-]*)")
# What holds text and no elements, or text that is to be taken as it is.
_PLAIN: Final = {"code", "pre", "script", "style", "title", "textarea", "option"}
_FACTS: Final = re.compile(r'<dl\b[^>]*\bclass="(?:[^"]* )?facts\b')


@dataclass(frozen=True)
class Origin:
    """Where a written number comes from, as an element says it.

    Attributes:
        text: the number as it is written.
        value: the number in full.
        filter: what wrote it, such as ``percent(1)``; empty for the number as it is.
        formula: how it was computed, if it was; see `scripts.measured.formula`.
        sources: numbers of artefacts.
    """

    text: str
    value: str
    filter: str
    formula: str | None
    sources: tuple[Source, ...]

    @property
    def runs(self) -> tuple[str, ...]:
        """The keys of its runs, each once."""
        return tuple(dict.fromkeys(each.run for each in self.sources if each.run))


def mark(number: object, text: str, filter_name: str = "") -> str:
    """What to write behind a number for its origin; nothing for one that was not measured."""
    if not isinstance(number, MeasuredFloat | MeasuredInt):
        return ""
    value = repr(float(number) if isinstance(number, float) else int(number))
    found = sources(number.origin)
    if not found:
        return ""
    parts = [(each.artefact, each.field, each.run) for each in found]
    told = json.dumps([text, value, filter_name, formula(number.origin), parts])
    return "".join(chr(_FIRST + byte) for byte in told.encode())


def _read(unseen: str) -> Origin:
    text, value, name, computed, parts = json.loads(
        bytes(ord(each) - _FIRST for each in unseen).decode()
    )
    return Origin(text, value, name, computed, tuple(Source(*part) for part in parts))


def plain(text: str) -> str:
    """A text without the origins of its numbers."""
    return _MARK.sub("", text)


def plain_headings(markdown: str) -> str:
    """Markdown whose headings have plain numbers: they become ids, titles and entries of menus."""
    return _HEADING.sub(lambda heading: plain(heading[0]), markdown)


def of_pages(write: Callable[..., str]) -> Callable[..., str]:
    """A filter of one number as pages have it: what it writes carries the number's origin."""
    signature = inspect.signature(write)

    @functools.wraps(write)
    def filtered(number: Any, *args: Any, **options: Any) -> str:
        text = write(number, *args, **options)
        given = list(signature.bind(number, *args, **options).arguments.values())[1:]
        how = f"({', '.join(map(str, given))})" if given else ""
        return text + mark(number, text, f"{write.__name__}{how}")

    return filtered


def as_it_is(value: Any) -> Any:
    """What a template writes without a filter: a measured number carries its origin."""
    if isinstance(value, MeasuredFloat | MeasuredInt):
        return f"{value}{mark(value, str(value))}"
    return value


def elements(html: str, url: str) -> str:
    """A page's content with an element for each measured number that carries its origin.

    Args:
        html: the content.
        url: of the page, relative to the site.
    """
    if not _MARK.search(html):
        return html
    parts: list[str] = []
    inside: list[str] = []
    facts = False
    end = 0
    for tag in _PART.finditer(html):
        parts.append(_text(html[end : tag.start()], url, bool(inside), facts))
        parts.append(plain(tag[0]))
        end = tag.end()
        name = _NAME.match(tag[0])
        if name is None:
            continue
        if name[1].lower() in _PLAIN:
            _follow(inside, name[1].lower(), closes=tag[0].startswith("</"))
        if name[1].lower() == "dl":
            facts = bool(_FACTS.match(tag[0]))
    parts.append(_text(html[end:], url, bool(inside), facts))
    return "".join(parts)


def _follow(inside: list[str], name: str, *, closes: bool) -> None:
    if not closes:
        inside.append(name)
    elif name in inside:
        inside.remove(name)


def _text(text: str, url: str, is_plain: bool, facts: bool) -> str:
    if is_plain:
        return plain(text)
    parts = []
    end = 0
    for found in _MARK.finditer(text):
        origin = _read(found[0])
        before = text[end : found.start()]
        # Somebody may have made something else of what the filter wrote.
        if before.endswith(origin.text):
            parts.append(before.removesuffix(origin.text))
            parts.append(headline(origin, url) if facts else element(origin, url))
        else:
            parts.append(before)
        end = found.end()
    return "".join([*parts, text[end:]])


def element(origin: Origin, url: str) -> str:
    """A number as an element of a page at that address."""
    attributes = {
        "value": origin.value,
        **told(
            [(each.artefact, each.field, each.run) for each in origin.sources],
            url,
        ),
        "data-format": origin.filter,
        "data-formula": origin.formula or "",
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f'<data class="measured" {written}>{escape(origin.text)}</data>'


def told(parts: Sequence[tuple[str, str, str | None]], url: str) -> dict[str, str]:
    """The attributes that say where something comes from: artefacts, fields, and keys of runs."""
    files, fields, runs = zip(*parts, strict=True)
    shown = [get_relative_url(file, url) for file in files]
    keys = [short(run) for run in runs]
    return {
        "data-artefact": " ".join(shown),
        "data-field": " ".join(fields).strip(),
        "data-run": " ".join(keys),
    }


def headline(origin: Origin, url: str) -> str:
    """A number that is a link to the run that made it."""
    if not origin.runs:
        return element(origin, url)
    return (
        f'<a class="made" href="{run_address(origin.runs[0], url)}">{element(origin, url)}'
        '<span class="made-told" data-search-exclude>: how this number was made</span></a>'
    )


def run_address(key: str, url: str) -> str:
    """Where the site tells of a run, from a page at that address."""
    return f"{get_relative_url(RUNS, url)}#run-{short(key)}"
