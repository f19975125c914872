"""Digits that people drew on a tablet: which files hold them, and the verified strokes in them.

They are the Pen-Based Recognition of Handwritten Digits by E. Alpaydin and F. Alimoglu, UCI
Machine Learning Repository, data set 81, https://archive.ics.uci.edu/dataset/81, CC BY 4.0, in
its original form: the points of the pen, as text in UNIPEN format. The people who drew the
training file are others than those who drew the test file, so what is measured on the latter says
how people never seen are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mnist.strokes import PenDigit, parse_unipen

_REMEDY: Final = (
    "set PENDIGITS_DIR to a folder or zip with the original and run python -m scripts.fetch_strokes"
)


class PendigitsError(ValueError):
    """A file is not the file of pen strokes it should be; the message names it."""


@dataclass(frozen=True)
class StrokeFile:
    """One file, as published.

    Attributes:
        name: the file's name, without folder or compression.
        digits: how many digits it holds.
        sha256: of its bytes, as hexadecimal digits; None where it is not known, so that form and
            count are all that can be checked.
    """

    name: str
    digits: int
    sha256: str | None


TRAIN: Final = StrokeFile(
    "pendigits-orig.tra",
    7_494,  # by 30 people
    "a66225d68d7d68591e62944df1ad33b3f5aa608e2df2505844b41f5568a80da4",
)
TEST: Final = StrokeFile("pendigits-orig.tes", 3_498, None)  # by 14 other people
FILES: Final = (TRAIN, TEST)
CHECKSUMS: Final[Mapping[str, str]] = MappingProxyType(
    {file.name: file.sha256 for file in FILES if file.sha256 is not None}
)
LIMIT: Final = 4_000_000
"""The most bytes to take for a file: the training file has 3,641,673, the test file about half."""


def load(folder: Path) -> list[PenDigit]:
    """Read and verify the training file of a folder.

    Raises:
        PendigitsError: it is missing, unreadable or not the published one.
    """
    path = folder / TRAIN.name
    content = _read(path)
    if content is None:
        raise _error(str(path), "a file", "none")
    return verify(content, TRAIN, str(path))


def load_test(folder: Path) -> tuple[list[PenDigit], str] | None:
    """Read and check the test file of a folder, which is optional.

    Returns:
        The digits and the file's SHA-256, which is to be recorded with what is measured on them;
        None where there is no such file.

    Raises:
        PendigitsError: it is unreadable, or cannot be the published one.
    """
    path = folder / TEST.name
    content = _read(path)
    if content is None:
        return None
    return verify(content, TEST, str(path)), hashlib.sha256(content).hexdigest()


def verify(content: bytes, file: StrokeFile, label: str) -> list[PenDigit]:
    """The digits in the bytes of a file.

    Args:
        content: what was found for the file, uncompressed.
        file: the file it should be.
        label: where it was found, as an error should put it.

    Raises:
        PendigitsError: it is not that file. What is wrong with its form is looked for first
            because it says more than a checksum does.
    """
    if len(content) > LIMIT:
        raise _error(label, f"at most {LIMIT} bytes", "more")
    digits = _parse(content, label)
    if len(digits) != file.digits:
        raise _error(label, f"{file.digits} digits", f"{len(digits)}")
    found = hashlib.sha256(content).hexdigest()
    if file.sha256 not in (None, found):
        raise _error(label, f"SHA-256 {file.sha256}", f"{found}, a changed file")
    return digits


def _parse(content: bytes, label: str) -> list[PenDigit]:
    try:
        return parse_unipen(content.decode("ascii"))
    except UnicodeDecodeError as error:
        byte, at = content[error.start], error.start
        raise _error(label, "plain text", f"byte {byte:02x} at position {at}") from error
    except ValueError as error:  # a StrokeError, or a number that has no end
        raise PendigitsError(f"{label}: {error}; {_REMEDY}") from error


def _read(path: Path) -> bytes | None:
    """The bytes of a file, but no more than show that it is too long; None if there is none."""
    try:
        with path.open("rb") as stream:
            return stream.read(LIMIT + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _error(str(path), "a readable file", str(error.strerror)) from error


def _error(label: str, expected: str, found: str) -> PendigitsError:
    return PendigitsError(f"{label}: expected {expected}; found {found}; {_REMEDY}")
