"""Runs on the site: a page with all of them, and beside a page's numbers what made them.

`docs/assets/js/measured.js` shows the cards; without it, a headline number leads to the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from scripts import provenance
from scripts.artefact_fields import short
from scripts.markdown import code, shortened
from scripts.provenance import Made
from scripts.site_measured import run_address
from scripts.site_once import once_a_build

_MADE = re.compile(r'<(?:data|div|figure|span)\b[^>]*\bdata-run="([^"]*)"')

# For the keyboard, in whose order hundreds of numbers would be in everybody's way.
_STEP = (
    '<div class="made-steps"><button class="made-step" type="button" aria-pressed="false" '
    "data-search-exclude>Step through the numbers of this page</button></div>\n"
)


def as_list(docs: Path, url: str) -> str:
    """Every run with all that its key was made from, as Markdown for a page at that address."""
    found = provenance.by_key(provenance.runs(docs))
    return "\n\n".join(_section(made, url) for made in found.values())


def _section(made: Sequence[Made], url: str) -> str:
    first = made[0]
    files = [(each.artefact, each.entry.field) for each in made]
    names = " and of ".join(each.entry.field for each in made if each.entry.field)
    title = f"{first.stage.capitalize()} of {names}" if names else first.stage.capitalize()
    rows = {
        "Key": f"<code>{first.key}</code>",
        "Result": ", ".join(_file(file, field, url) for file, field in files),
        "Measured": f"{first.when}, on {escape(first.machine)}",
        "Took": f"{first.took} (minutes and seconds)",
        "Seed": first.seed,
        "Repeat": code(first.command),
    }
    parts = {
        "Settings": _settings(first.run["config"]),
        "Data": _digests(first.run["dataset"]),
        "Taken from earlier runs": _digests(first.run["inputs"]),
        "Source": ", ".join(map(code, first.modules)) or shortened(str(first.run["source"])),
        "Versions": escape(", ".join(f"{a} {b}" for a, b in first.run["versions"].items())),
    }
    terms = "\n".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in rows.items())
    more = "\n".join(
        f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in parts.items() if text
    )
    return (
        f"### {title} {{ #run-{short(first.key)} }}\n\n"
        f'<dl class="run">\n{terms}\n</dl>\n\n'
        f'<details class="run-parts"><summary>What its key is made from</summary>\n'
        f'<dl class="run">\n{more}\n</dl></details>'
    )


def _file(artefact: str, field: str, url: str) -> str:
    address = escape(get_relative_url(artefact, url))
    name = f"{Path(artefact).name}{f', {field}' if field else ''}"
    return f'<a href="{address}">{escape(name)}</a>'


def _settings(config: object) -> str:
    text = json.dumps(config, sort_keys=True, ensure_ascii=False)
    return code(text) if config else ""


def _digests(files: dict[str, str]) -> str:
    return ", ".join(f"{escape(name)} {shortened(digest)}" for name, digest in files.items())


# --- beside a page's numbers ----------------------------------------------------------------


@once_a_build
def by_short_key(files: Files, docs: Path) -> dict[str, Made]:
    """Every run once, by its key as pages have it."""
    found = provenance.by_key(provenance.runs(docs))
    return {short(key): made[0] for key, made in found.items()}


def add(html: str, url: str, made: Mapping[str, Made]) -> str:
    """Append to a page's content the cards of the runs that its numbers come from.

    Args:
        html: the content, numbers and rendered parts saying their runs.
        url: of the page, relative to the site.
        made: all runs, by their keys as pages have them.
    """
    keys = dict.fromkeys(key for told in _MADE.findall(html) for key in told.split())
    cards = [_card(made[key], url) for key in keys if key in made]
    if not cards:
        return html
    listed = "\n".join(cards)
    step = _STEP if '<data class="measured"' in html else ""
    return f'{step}{html}\n<div class="made-cards" data-search-exclude hidden>\n{listed}\n</div>'


def _card(made: Made, url: str) -> str:
    rows = {
        "Run": f'<a href="{run_address(made.key, url)}">{short(made.key)}</a>, {escape(made.name)}',
        "Seed": made.seed,
        "Measured": f"{made.when} on {escape(made.machine)}",
        "Repeat": code(made.command),
    }
    terms = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows.items())
    return f'<dl data-card="{short(made.key)}">{terms}</dl>'
