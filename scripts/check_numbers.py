"""Check that every number of the built site is what its run measured.

Each measured number on a page must be the field of the artefact that it names, written as its
filter writes it, and carry the key of the run that left it there; each rendered part must show the
numbers of its fragment. The site's artefacts must be those of the sources, sealed and with the keys
of their own configuration, and its models must have the digests of the model card.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts.built_numbers import BuiltNumbers
from scripts.built_site import INDEX, SiteError
from scripts.progress import guarded, say
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when every number is right; otherwise 1, with a line for each that is not."""
    options = parser(__doc__)
    options.add_argument("folder", nargs="?", type=Path, help="default: the profile's site")
    arguments = options.parse_args(argv)
    workspace = Workspace(arguments.profile)
    site = arguments.folder or workspace.site
    if not (site / INDEX).is_file():
        raise SiteError(f"expected a built site in {site}, found no {INDEX}: run make site")
    numbers = BuiltNumbers(site, workspace.docs)
    faults = list(numbers.faults())
    for each in faults:
        say(f"{each.file}:{each.line}: {each.what}: {each.fault}")
    if faults:
        say(f"the chain breaks first at {faults[0].file}, {faults[0].what}")
        return 1
    say(f"all {numbers.count} measured numbers of the site are those of their runs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
