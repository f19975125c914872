"""Numbers that remember where they were measured, also through a page's arithmetic.

A number of an artefact is a `MeasuredFloat` or a `MeasuredInt`: it can be written, compared and
sorted like any other. Sums, differences, products, quotients and absolute values of such numbers
are measured numbers too, whose origin is the computation. Anything else that is computed from
them is a plain number.
"""

from __future__ import annotations

import ast
import operator
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

OPERATORS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_OF_ONE: Final[dict[str, Callable[[Any], Any]]] = {"abs": abs, "len": len}
_NODES: Final = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


@dataclass(frozen=True)
class Source:
    """One number of an artefact.

    Attributes:
        artefact: path of the file under the docs folder.
        field: where in it, such as ``demo.exported.accuracy`` or ``baseline.folds[0].loss``.
        run: key of the run that measured it; ``None`` where nobody did, as of the draft.
    """

    artefact: str
    field: str
    run: str | None


@dataclass(frozen=True)
class Computed:
    """What a page computed: ``+``, ``-``, ``*``, ``/`` of two, ``abs`` or ``len`` of one."""

    operation: str
    operands: tuple[Origin, ...]


Origin = Source | Computed | float


class _Measured:
    """What both kinds of measured numbers have."""

    origin: Origin

    def __abs__(self) -> Any:
        return measured(abs(_plain(self)), Computed("abs", (self.origin,)))


class MeasuredFloat(_Measured, float):
    """A measured number with a fraction."""


class MeasuredInt(_Measured, int):
    """A measured whole number."""


Measured = MeasuredFloat | MeasuredInt


def measured(number: float, origin: Origin) -> Measured:
    """The number, which from now on knows its origin."""
    made: Measured = MeasuredInt(number) if isinstance(number, int) else MeasuredFloat(number)
    made.origin = origin
    return made


def _plain(number: Any) -> Any:
    if isinstance(number, MeasuredInt):
        return int(number)
    return float(number) if isinstance(number, MeasuredFloat) else number


def _operation(sign: str, *, swapped: bool) -> Callable[[Any, Any], Any]:
    def compute(one: Any, other: Any) -> Any:
        if isinstance(other, bool) or not isinstance(other, int | float):
            return NotImplemented
        # Where a sum begins, which is nothing that was added.
        if sign == "+" and not isinstance(other, _Measured) and other == 0:
            return one
        first, second = (other, one) if swapped else (one, other)
        number = OPERATORS[sign](_plain(first), _plain(second))
        return measured(number, Computed(sign, (_origin(first), _origin(second))))

    return compute


def _origin(number: Any) -> Origin:
    return number.origin if isinstance(number, _Measured) else number


for _sign, _name in (("+", "add"), ("-", "sub"), ("*", "mul"), ("/", "truediv")):
    for _kind in (MeasuredFloat, MeasuredInt):
        setattr(_kind, f"__{_name}__", _operation(_sign, swapped=False))
        setattr(_kind, f"__r{_name}__", _operation(_sign, swapped=True))


# --- how a number was computed, as text ----------------------------------------------------


def sources(origin: Origin) -> tuple[Source, ...]:
    """The numbers of artefacts that a number comes from, each once, in the order of its formula."""
    if isinstance(origin, Source):
        return (origin,)
    if isinstance(origin, Computed):
        return tuple(dict.fromkeys(each for part in origin.operands for each in sources(part)))
    return ()


def names(count: int) -> tuple[str, ...]:
    """What a formula calls so many sources: ``a``, ``b``, ``c``."""
    letters = string.ascii_lowercase
    return tuple(letters[:count] if count <= len(letters) else map("x{}".format, range(count)))


def formula(origin: Origin) -> str | None:
    """How the number was computed of its sources, such as ``(a + b) / c``; ``None`` if it was not.

    `names` says what the sources are called.
    """
    if not isinstance(origin, Computed):
        return None
    found = sources(origin)
    text = _written(origin, dict(zip(found, names(len(found)), strict=True)))
    return text if origin.operation in _OF_ONE else text.removeprefix("(").removesuffix(")")


def _written(origin: Origin, called: Mapping[Source, str]) -> str:
    if isinstance(origin, Source):
        return called[origin]
    if not isinstance(origin, Computed):
        return repr(origin)
    parts = [_written(each, called) for each in origin.operands]
    if origin.operation in _OF_ONE:
        return f"{origin.operation}({parts[0].removeprefix('(').removesuffix(')')})"
    return f"({f' {origin.operation} '.join(parts)})"


def evaluate(text: str, values: Mapping[str, Any]) -> float:
    """What a formula gives.

    Args:
        text: the formula.
        values: what each source is: a number, or what is counted.

    Raises:
        ValueError: it is not one that `formula` writes, or names what has no value.
    """
    try:
        result: float = _value(ast.parse(text, mode="eval").body, values)
    except (SyntaxError, KeyError, TypeError, ZeroDivisionError) as error:
        raise ValueError(f"expected a formula of {', '.join(values)}, found {text!r}") from error
    return result


def _value(node: ast.expr, values: Mapping[str, Any]) -> Any:
    match node:
        case ast.Name(name):
            return values[name]
        case ast.Constant(int() | float() as number):
            return number
        case ast.UnaryOp(ast.USub(), operand):
            return -_value(operand, values)
        case ast.Call(ast.Name(name), [operand], []):
            return _OF_ONE[name](_value(operand, values))
        case ast.BinOp(left, sign, right):
            return OPERATORS[_NODES[type(sign)]](_value(left, values), _value(right, values))
    raise KeyError(type(node).__name__)
