"""A style sheet as rules, so that those which nothing asks for can be left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node

# At-rules that hold rules for elements.
_GROUPS = {"media", "supports", "layer", "container"}
_KEYFRAMES = {"keyframes", "-webkit-keyframes"}
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_WORD = re.compile(r"[\w-]+")


class StyleError(ValueError):
    """A style sheet is not one that can be trimmed."""


@dataclass(frozen=True)
class Selector:
    """One selector, and the names that a page must have for it to match anything."""

    text: str
    names: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """Declarations, name and text of each, for the elements that selectors match."""

    selectors: Sequence[Selector]
    declarations: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """Rules within an at-rule such as ``@media``."""

    head: str
    rules: Sequence[Rule | Group | Other]


@dataclass(frozen=True)
class Other:
    """An at-rule that is kept as it is; ``name`` is that of an animation."""

    text: str
    name: str = ""


Sheet = Sequence[Rule | Group | Other]


def parse(css: str) -> Sheet:
    """The rules of a style sheet, without comments.

    Raises:
        StyleError: it is malformed.
    """
    return [*_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))]


def trimmed(sheet: Sheet, names: Collection[str], without: Collection[str] = ()) -> str:
    """What is left of a style sheet for pages in which only those names occur, as text.

    Rules whose classes, identifiers and attributes no page has go, then the variables and
    animations that no rule is left to ask for.

    Args:
        sheet: all rules.
        names: every class, identifier, attribute and value of one that the pages may come to have.
        without: selectors with any of these in them are left out all the same.
    """
    kept = [*_matching(sheet, names, without)]
    while True:
        text = _text(kept)
        asked = {*_VARIABLE.findall(text), *(name for name in names if name.startswith("--"))}
        fewer = [*_asked_for(kept, asked, {*_WORD.findall(_declared(kept))})]
        if fewer == kept:
            return text
        kept = fewer


def _rules(nodes: Iterable[Node]) -> Iterator[Rule | Group | Other]:
    for node in nodes:
        if node.type == "error":
            raise StyleError(f"line {node.source_line}: {node.message}")
        if node.type == "qualified-rule":
            yield Rule([*_selectors(node.prelude)], [*_declarations(node.content)])
        elif node.lower_at_keyword in _GROUPS and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield Group(f"@{node.at_keyword} {_short(node.prelude)}", [*_rules(inner)])
        elif node.lower_at_keyword in _KEYFRAMES:
            yield Other(_short([node]), _short(node.prelude))
        # The encoding is that of the page.
        elif node.lower_at_keyword != "charset":
            yield Other(_short([node]))


def _selectors(prelude: Iterable[Node]) -> Iterator[Selector]:
    one: list[Node] = []
    for node in prelude:
        if node.type == "error":
            raise StyleError(f"line {node.source_line}: {node.message}")
        if node.type == "literal" and node.value == ",":
            yield Selector(_short(one), frozenset(_names(one)))
            one = []
        else:
            one.append(node)
    yield Selector(_short(one), frozenset(_names(one)))


def _names(selector: Sequence[Node]) -> Iterator[str]:
    """Classes, identifiers, attributes and their values; none of what ``:is()`` and others hold."""
    for before, node in zip([None, *selector], selector, strict=False):
        if node.type == "hash" or (
            node.type == "ident" and before is not None and before == "." != before.type
        ):
            yield node.value
        elif node.type == "[] block":
            words = [each for each in node.content if each.type in {"ident", "string"}]
            equals = any(each == "=" for each in node.content)
            yield from (each.value for each in (words[:2] if equals else words[:1]))


def _declarations(content: Iterable[Node]) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            raise StyleError(f"line {node.source_line}: {node.message}")
        if node.type == "declaration":
            mark = "!important" if node.important else ""
            yield node.name, f"{node.name}:{_short(node.value)}{mark}"
        else:
            yield "", _short([node])


def _short(nodes: Iterable[Node]) -> str:
    """As text, with single spaces and no comments."""
    text: str = tinycss2.serialize([each for each in nodes if each.type != "comment"])
    return text.strip()


def _matching(
    sheet: Sheet, names: Collection[str], without: Collection[str]
) -> Iterator[Rule | Group | Other]:
    for each in sheet:
        if isinstance(each, Rule):
            selectors = [
                one
                for one in each.selectors
                if all(name in names for name in one.names)
                and not any(part in one.text for part in without)
            ]
            if selectors:
                yield Rule(selectors, each.declarations)
        elif isinstance(each, Group):
            yield Group(each.head, [*_matching(each.rules, names, without)])
        else:
            yield each


def _asked_for(
    sheet: Sheet, variables: Collection[str], words: Collection[str]
) -> Iterator[Rule | Group | Other]:
    for each in sheet:
        if isinstance(each, Rule):
            declarations = [
                (name, text)
                for name, text in each.declarations
                if not name.startswith("--") or name in variables
            ]
            if declarations:
                yield Rule(each.selectors, declarations)
        elif isinstance(each, Group):
            rules = [*_asked_for(each.rules, variables, words)]
            if rules:
                yield Group(each.head, rules)
        elif not each.name or each.name in words:
            yield each


def _declared(sheet: Sheet) -> str:
    """All values, in which animations are named."""
    parts = []
    for each in sheet:
        if isinstance(each, Rule):
            parts += [text for _, text in each.declarations]
        elif isinstance(each, Group):
            parts.append(_declared(each.rules))
    return " ".join(parts)


def _text(sheet: Sheet) -> str:
    parts = []
    for each in sheet:
        if isinstance(each, Rule):
            head = ",".join(one.text for one in each.selectors)
            body = ";".join(text for _, text in each.declarations)
            parts.append(f"{head}{{{body}}}")
        elif isinstance(each, Group):
            parts.append(f"{each.head}{{{_text(each.rules)}}}")
        else:
            parts.append(each.text)
    return "".join(parts)
