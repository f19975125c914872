"""The settings of every record: what is unknown or not finite is refused."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict

STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)


def _finite(value: Any) -> Any:
    """The value; what is allowed of numbers does not hold for what a record says nothing of."""
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"expected a finite number, found {value}")
    if isinstance(value, dict):
        _finite([*value.values()])
    if isinstance(value, list | tuple):
        for each in value:
            _finite(each)
    return value


Finite = Annotated[Any, AfterValidator(_finite)]
"""What JSON can hold, its numbers finite: 1e999 would be read as infinite, and written as null."""
