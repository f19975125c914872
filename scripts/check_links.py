"""Check that every link of the built site leads somewhere.

Links between pages, to an element of a page, to pictures, scripts, styles, fonts and those in
stylesheets must lead to a file in the built folder, below the address that the site was built
for. Nothing may be loaded from another host. Where a link for visitors leads to one, only the
form of its address is looked at: nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts.built_site import BuiltSite
from scripts.progress import guarded, say
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when every link leads somewhere; otherwise 1, with a line for each that does not."""
    options = parser(__doc__)
    options.add_argument("folder", nargs="?", type=Path, help="default: the profile's site")
    arguments = options.parse_args(argv)
    site = BuiltSite(arguments.folder or Workspace(arguments.profile).site)
    found = list(site.links())
    faults = {(link, fault): None for link in found if (fault := site.fault(link))}
    for link, fault in faults:
        say(f"{link.file}:{link.line}: {link.address}: {fault}")
    if faults:
        return 1
    say(f"all {len(found)} links of the site lead somewhere ({site.address.geturl()})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
