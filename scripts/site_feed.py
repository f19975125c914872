"""The projects as a feed (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin
from xml.etree import ElementTree

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from scripts.site_projects import Project

NAME = "feed.xml"
KIND = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"


def add(files: Files, config: MkDocsConfig, projects: Sequence[Project]) -> None:
    """Put the feed on the site; without a project there is none.

    Args:
        files: of the site.
        config: its settings, with the owner settled.
        projects: newest first.
    """
    if projects:
        files.append(File.generated(config, NAME, content=feed(config, projects)))


def feed(config: MkDocsConfig, projects: Sequence[Project]) -> bytes:
    """The feed's file.

    A feed must have an author; that of nobody's site is the site.
    """
    site = config.site_url or ""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(root, "id", site)
    _text(root, "title", config.site_name)
    _text(root, "subtitle", config.site_description or "")
    _text(root, "updated", _moment(projects[0]))
    _link(root, urljoin(site, NAME), rel="self", type=KIND)
    _link(root, site)
    author = ElementTree.SubElement(root, "author")
    _text(author, "name", config.extra["owner"].name or config.site_name)
    for each in projects:
        _entry(root, each, urljoin(site, f"{each.folder}/"))
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(root: ElementTree.Element, project: Project, url: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _text(entry, "id", url)
    _text(entry, "title", project.about.title)
    _text(entry, "updated", _moment(project))
    _link(entry, url)
    for tag in project.about.tags:
        ElementTree.SubElement(entry, "category", {"term": tag})
    numbers = "".join(f" {fact.label}: {fact.text}." for fact in project.facts)
    _text(entry, "summary", project.about.summary + numbers)


def _moment(project: Project) -> str:
    """Front matter knows days; a feed wants a time."""
    return f"{project.about.date.isoformat()}T00:00:00Z"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    if text:
        ElementTree.SubElement(parent, name).text = text


def _link(parent: ElementTree.Element, url: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, "link", {"href": url, **attributes})
