"""What people write into front matter and settings, checked field by field."""

from __future__ import annotations

import reprlib
from typing import Annotated, Any, TypeVar

import yaml
from mkdocs.exceptions import PluginError
from mkdocs.utils.meta import YAML_RE, SafeLoader
from pydantic import AfterValidator, AnyUrl, Field, TypeAdapter, UrlConstraints, ValidationError
from pydantic_core import ErrorDetails

T = TypeVar("T")

_LONGEST = 200  # characters of what was found, in an error
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _LONGEST
_UNKNOWN = {"unexpected_keyword_argument", "extra_forbidden"}
_ADDRESS: TypeAdapter[AnyUrl] = TypeAdapter(
    Annotated[AnyUrl, UrlConstraints(allowed_schemes=["https", "http", "mailto"])]
)


def _address(text: str) -> str:
    """The text as it was written: a parsed address would gain a slash at its end."""
    _ADDRESS.validate_python(text)
    if text != "".join(text.split()):
        raise ValueError("an address has no spaces")
    return text


Text = Annotated[str, Field(min_length=1, pattern=r"\S", description="text")]
Address = Annotated[
    str,
    AfterValidator(_address),
    Field(description="an address that begins with https://, http:// or mailto:"),
]


def checked(kind: type[T], values: object, place: str) -> T:
    """Values as a frozen dataclass.

    Args:
        kind: a dataclass of pydantic whose fields have descriptions.
        values: what YAML gave.
        place: the file that they come from, for errors.

    Raises:
        PluginError: a field is missing, unknown or not what it should be; says which.
    """
    adapter = TypeAdapter(kind)
    try:
        return adapter.validate_python(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise PluginError(f"{place}: {_complaint(first, adapter.json_schema())}") from error


def refuse_aliases(source: str, text: str) -> None:
    """Refuse front matter with aliases (``*name``): a few lines of them can stand for gigabytes.

    Args:
        source: the page's path, for errors.
        text: the whole page.

    Raises:
        PluginError: it has one.
    """
    front = YAML_RE.match(text)
    try:
        events = yaml.parse(front.group(1), SafeLoader) if front else ()
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            raise PluginError(
                f"{source}: expected front matter that says everything once, found an alias "
                "(*name); write out what it stands for"
            )
    except yaml.YAMLError:
        return  # the fields will be found missing


def _complaint(fault: ErrorDetails, schema: dict[str, Any]) -> str:
    given = _SHORT.repr(fault["input"])
    if not fault["loc"]:
        return f"expected fields, each with its value, found {given}"
    name = _shortened(".".join(map(str, fault["loc"])))
    parent, field = _found(schema, fault["loc"])
    if fault["type"] in _UNKNOWN:
        known = ", ".join(parent.get("properties", ()))
        return f"expected no field '{name}', found {given}; the fields are {known}"
    missing = fault["type"] == "missing"
    found = "nothing" if missing else f"{given} ({_shortened(fault['msg'])})"
    wanted = field.get("description", "a value")
    return f"expected the field '{name}', {wanted}, found {found}; write or mend it"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _found(schema: dict[str, Any], place: tuple[int | str, ...]) -> tuple[Any, Any]:
    """What the schema says of the object that holds a field, and of the field."""
    parent, at = schema, _plain(schema, schema)
    for step in place:
        parent = at
        inner = at.get("items", {}) if isinstance(step, int) else at.get("properties", {})
        at = _plain(schema, inner if isinstance(step, int) else inner.get(step, {}))
    return parent, at


def _plain(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """A part of the schema with its reference, if it is one, or its only kind put in its place."""
    for choice in node.get("anyOf", ()):
        if choice.get("type") != "null":
            return _plain(schema, choice) | {k: v for k, v in node.items() if k != "anyOf"}
    if "$ref" not in node:
        return node
    target: dict[str, Any] = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return target | {key: value for key, value in node.items() if key != "$ref"}
