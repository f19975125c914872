"""From a number to what made it: every place where it stands, its run, and the pages that show it.

The number may be written as a page shows it (99.25 %, 60,000, 234 KiB), as an artefact has it
(0.9925), or be named by its field or a part of it (evaluation.demo.exported.accuracy).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.measured import names
from scripts.places import Place, Shown, Wanted, places, rendered, shown, wanted
from scripts.progress import guarded, say
from scripts.provenance import Made
from scripts.workspace import Workspace, parser

MOST_PLACES = 12


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when the number was found, else 1."""
    options = parser(__doc__)
    options.add_argument("number", nargs="+", help="such as '99.25 %%', 0.9925 or test.accuracy")
    options.add_argument("--site", type=Path, help="a built site; default: the profile's")
    arguments = options.parse_args(argv)
    workspace = Workspace(arguments.profile)
    lines = answer(
        wanted(" ".join(arguments.number)), workspace.docs, arguments.site or workspace.site
    )
    for line in lines:
        say(line)
    return 0 if lines else _not_found(" ".join(arguments.number))


def _not_found(query: str) -> int:
    say(f"expected {query!r} in an artefact, rounded or in full, or in the name of a field;")
    say("found none. Numbers that a page computes are found by the fields that they come from;")
    say("settings of a run, which are chosen, are listed on the site's page of the runs")
    return 1


def answer(looked_for: Wanted, docs: Path, site: Path) -> list[str]:
    """What there is to say, as lines; none where nothing was found."""
    on_pages = shown(site)
    found = places(looked_for, docs)
    told = sorted(found, key=lambda place: -len(_pages(place, on_pages)))[:MOST_PLACES]
    lines: list[str] = []
    by_run: dict[str, list[Place]] = {}
    for place in told:
        by_run.setdefault(place.made.key if place.made else place.artefact, []).append(place)
    for group in by_run.values():
        lines += [*_places(group, on_pages), *_run(group[0].made, looked_for, docs), ""]
    for each in _computed(looked_for, on_pages):
        lines.append(each)
    if len(found) > len(told):
        lines.append(
            f"and {len(found) - len(told)} more; give more digits, or the name of the field"
        )
    if lines and not on_pages:
        lines.append(f"there is no built site in {site}: make site, to see which pages show it")
    return lines


def _places(group: Sequence[Place], on_pages: Sequence[Shown]) -> Iterator[str]:
    for place in group:
        yield f"{place.value!r}  {place.name}"
        yield f"  in       {place.artefact}, {place.field}"
        for page in _pages(place, on_pages):
            computed = f" = {page.formula}" if page.formula else ""
            yield f"  shown    {page.page}:{page.line} as {page.text}{computed}"


def _pages(place: Place, on_pages: Sequence[Shown]) -> list[Shown]:
    return [each for each in on_pages if (place.artefact, place.field) in each.sources]


def _run(made: Made | None, looked_for: Wanted, docs: Path) -> Iterator[str]:
    if made is None:
        yield "  run      none: no run measured it"
        return
    for part in rendered(looked_for, made, docs):
        yield f"  shown    in {part}"
    yield f"  run      {made.key} ({made.name})"
    yield f"  measured {made.when} on {made.machine}, taking {made.took}"
    yield f"  seed     {made.seed}"
    yield f"  settings {json.dumps(made.run['config'], sort_keys=True)}"
    for word, files in (("data", made.run["dataset"]), ("took in", made.run["inputs"])):
        for name, digest in files.items():
            yield f"  {word:<8} {name} {digest}"
    yield f"  source   {', '.join(made.modules) or made.run['source']}"
    yield f"  again    {made.command}"


def _computed(looked_for: Wanted, on_pages: Sequence[Shown]) -> Iterator[str]:
    """What pages computed and show as it is looked for."""
    for each in on_pages:
        if each.formula and looked_for.digits is not None and _is(looked_for, each.text):
            yield f"{each.text}  computed: {each.formula}"
            for name, (artefact, field) in zip(_names(each), each.sources, strict=True):
                yield f"  {name:<8} {artefact}, {field}"
            yield f"  shown    {each.page}:{each.line}"
            yield ""


def _is(looked_for: Wanted, text: str) -> bool:
    other = wanted(text)
    return other.text == looked_for.text and looked_for.unit in {"", other.unit}


def _names(each: Shown) -> tuple[str, ...]:
    return names(len(each.sources))


if __name__ == "__main__":
    raise SystemExit(main())
