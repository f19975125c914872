"""Made-up projects, each with a page as people write them: prose, numbers, a figure, a table."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2020, 1, 1)
PREFIX = "made-up-"
TAGS = ("vision", "language", "statistics", "sound", "maps")
WORDS = (
    "we the a of and to in that is it was for as with measured error data model first next "
    "between sample result number larger smaller again every which seen small good test run "
    "change value because after only line between image learn take give two three many"
)
SECTIONS = ("The question", "The data", "What was tried", "What came out", "What is left open")

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160" width="480" height="160">'
    '<path d="M10 150L120 90L240 70L360 30L470 20" stroke="{}" fill="none"/></svg>\n'
)
CODE = """```python
def mean(values: list[float]) -> float:
    return sum(values) / len(values)
```"""


def write(docs: Path, count: int) -> None:
    """Write so many projects below a folder of pages; the same each time.

    Args:
        docs: with notes, which the pages link to.
        count: of projects.
    """
    notes = sorted(path.stem for path in (docs / "notes").glob("*.md") if path.stem != "index")
    for number in range(count):
        _write_project(docs / "projects" / f"{PREFIX}{number:04d}", number, notes)


def _write_project(folder: Path, number: int, notes: Sequence[str]) -> None:
    chance = random.Random(number)
    files = {
        "index.md": _page(number, notes, chance),
        "artefacts/measured.json": json.dumps({"error": chance.random(), "runs": number + 2}),
        "generated/errors.md": "| Run | Error |\n| :-- | --: |\n"
        + "".join(f"| {run} | {chance.random():.4f} |\n" for run in range(8)),
        "figures/errors.light.svg": FIGURE.format("#3b5bdb"),
        "figures/errors.dark.svg": FIGURE.format("#91a7ff"),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _page(number: int, notes: Sequence[str], chance: random.Random) -> str:
    front_matter = {
        "title": f"Made-up project {number}",
        "summary": _sentence(chance),
        "date": FIRST + timedelta(days=number),
        "tags": f"[{', '.join(chance.sample(TAGS, 2))}]",
        "status": "Done",
        "cover": "errors",
        "metrics": "[{label: Mean error, value: measured.error, format: percent}]",
    }
    fields = "\n".join(f"{name}: {value}" for name, value in front_matter.items())
    sections = "\n\n".join(_section(title, notes, chance) for title in SECTIONS)
    return (
        f"---\n{fields}\n---\n\n# Made-up project {number}\n\n{_paragraph(chance)}\n\n"
        "The error was {{ measured.error | percent }} over {{ measured.runs }} runs.\n\n"
        "![](figures/errors.light.svg#only-light)![](figures/errors.dark.svg#only-dark)\n\n"
        f'{{{{ rendered("errors") }}}}\n\n{sections}\n\n{CODE}\n'
    )


def _section(title: str, notes: Sequence[str], chance: random.Random) -> str:
    link = f"See [[{chance.choice(notes)}]]." if notes else ""
    return f"## {title}\n\n{_paragraph(chance)} {link}\n\n{_paragraph(chance)}"


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(5))


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS.split(), k=12)).capitalize() + "."
