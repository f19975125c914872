"""Find digits that people drew with a pen, verify them and put them into data/pendigits.

They are taken from the first of these that has them: --pendigits-dir or the environment's
PENDIGITS_DIR, which then is the only one asked; data/pendigits, from an earlier run; the archive
of the UCI Machine Learning Repository. --pendigits-dir takes that archive or a folder, with
pendigits-orig.tra and, if it is there, pendigits-orig.tes, plain or packed as .Z.

What is measured with them is committed. So where they can be had from nowhere, and none were
named, that is said and is no failure.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from mnist import pendigits
from mnist.pendigits import PendigitsError
from scripts.placement import PlacementError, place
from scripts.sources import SourceError
from scripts.stroke_sources import StrokeArchive, StrokeCopy, StrokeSource
from scripts.workspace import Workspace

ARCHIVE: Final = StrokeArchive(
    "https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip"
)
FAILED: Final = 2
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells have it


class NowhereError(Exception):
    """No place has the strokes, and none was named."""


def main(argv: Sequence[str] | None = None, *, archive: StrokeSource = ARCHIVE) -> int:
    """Run the command; `archive` is asked last."""
    options = _parser().parse_args(argv)
    try:
        source, files = find(options.pendigits_dir, options.into, archive)
        contents = {name: memoryview(content) for name, content in files.items()}
        written = place(contents, options.into)
    except NowhereError as error:
        print(f"pen strokes: {error}")
        return 0
    except (SourceError, PendigitsError, PlacementError) as error:
        print(f"error: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("error: interrupted", file=sys.stderr)
        return INTERRUPTED
    counts = f"verified {', '.join(files)}, wrote {len(written)}"
    print(f"pen strokes: took {source}; {counts} to {options.into}")
    return 0


def find(
    pendigits_dir: str | None, into: Path, archive: StrokeSource
) -> tuple[str, Mapping[str, bytes]]:
    """Name and verified files of the place that has them.

    Raises:
        NowhereError: none was named and none has them.
        SourceError, PendigitsError: the one that was named has not; or what an earlier run left
            is damaged, so that the build cannot go on over it, and the archive has none either.
    """
    if pendigits_dir:
        return _taken(StrokeCopy(Path(pendigits_dir), f"{pendigits_dir} (as given)"))
    if (into / pendigits.TRAIN.name).exists():
        return _repaired(StrokeCopy(into, f"{into} (from an earlier run)"), archive)
    try:
        return _taken(archive)
    except (SourceError, PendigitsError) as error:
        raise NowhereError(
            f"found nowhere ({error}); what was measured with them is kept as committed; to "
            f"measure it, set PENDIGITS_DIR to a folder or zip with {pendigits.TRAIN.name}"
        ) from error


def _taken(source: StrokeSource) -> tuple[str, Mapping[str, bytes]]:
    return source.name, source.read(_tell)


def _repaired(earlier: StrokeSource, archive: StrokeSource) -> tuple[str, Mapping[str, bytes]]:
    """What an earlier run has left or, where that is damaged, the archive's."""
    try:
        return _taken(earlier)
    except (SourceError, PendigitsError) as damage:
        try:
            taken = _taken(archive)
        except (SourceError, PendigitsError) as error:
            _tell(f"{archive.name}: {error}")
            raise damage from error
        _tell(f"{earlier.name}: {damage}")
        return taken


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pendigits-dir",
        metavar="PATH",
        type=_given,
        default=os.environ.get("PENDIGITS_DIR") or None,
        help="folder or zip with the strokes (default: the environment's PENDIGITS_DIR)",
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        default=Workspace("full").pendigits,
        help="where to put them (default: %(default)s)",
    )
    return parser


def _given(path: str) -> str:
    if not path:
        raise argparse.ArgumentTypeError("expected a folder or zip; found an empty path")
    return path


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
