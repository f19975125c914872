"""What MkDocs calls while it builds the site: owner, navigation, notes, projects, notebooks."""

from __future__ import annotations

import functools
import logging
import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markdown import markdown as to_html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from scripts import (
    provenance,
    site_citation,
    site_dates,
    site_demo,
    site_elsewhere,
    site_faces,
    site_feed,
    site_links,
    site_made,
    site_measured,
    site_neighbours,
    site_note_pages,
    site_notebook,
    site_notes,
    site_owner,
    site_policy,
    site_preview,
    site_projects,
    site_reading,
    site_runs,
)
from scripts.site_head import Heads

# MkDocs tells nobody else what it was called for.
_command = "build"


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """A strict build fails for a warning; it must say for which, even with ``--quiet``."""
    global _command
    _command = command
    # ProperDocs, which continues MkDocs, counts what reaches a logger of its own name.
    for name in ("mkdocs", "properdocs"):
        log = logging.getLogger(name)
        log.setLevel(min(log.level, logging.WARNING))


# Before the macros, which take the settings as they then are.
@event_priority(100)  # type: ignore[untyped-decorator]
def on_config(config: MkDocsConfig) -> None:
    """Put the pages that match a pattern of the navigation, ``notes/*.md``, in its place."""
    site_owner.settle(config)
    config.nav = _expand(config.nav, Path(config.docs_dir), set(_named(config.nav)))


def _named(item: Any) -> Iterator[str]:
    """Every page that the navigation names, wherever it does."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for each in item.values() if isinstance(item, dict) else item:
            yield from _named(each)


def _expand(item: Any, docs: Path, named: set[str]) -> Any:
    if isinstance(item, dict):
        return {title: _expand(value, docs, named) for title, value in item.items()}
    if not isinstance(item, list):
        return item
    entries: list[Any] = []
    for each in item:
        if isinstance(each, str) and "*" in each:
            found = (path.relative_to(docs).as_posix() for path in sorted(docs.glob(each)))
            entries.extend(path for path in found if path not in named)
        else:
            entries.append(_expand(each, docs, named))
    return entries


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at every note and project, so that a faulty one fails the build wherever it is.

    Pictures that stand for the pages, and the feed, are added to the files.
    """
    site_notes.collect(files)
    projects = site_projects.collect(files)
    site_preview.add(files, config, projects)
    site_feed.add(files, config, projects)
    site_owner.check_photo(config.extra["owner"], files)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Let the foot of a page lead on to what belongs beside it."""
    site_neighbours.settle(nav, site_projects.collect(files))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates what they say of each page, each page its date, and notes their readers.

    All pages have been read by now and none is written, so their order does not matter.
    """
    projects = site_projects.collect(files)
    heads = Heads(config, projects, files)
    env.globals["site_head"] = heads
    env.globals["faces_shown"] = site_faces.shown
    site_dates.settle(files, projects)
    for file in files.documentation_pages():
        if file.page is not None:
            # The theme writes it into an attribute as it is.
            file.page.meta["description"] = escape(heads.description(file.page))
            project = heads.project(file.page)
            if project and file.page.content:
                owner = config.extra["owner"]
                file.page.content = site_reading.add(file.page.content, project.about, owner)
    site_note_pages.connect(files)


# Before the macros, so that lines are still those of the file.
@event_priority(100)  # type: ignore[untyped-decorator]
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Resolve the wikilinks of a page and say how to cite it; keep macros away from notebooks."""
    if _is_notebook(page):
        page.meta["render_macros"] = False
        return markdown
    front_matter = page.file.content_string.count("\n") - markdown.count("\n")
    notes = site_notes.collect(files)
    convert = functools.partial(
        to_html, extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    resolved = site_links.resolve(markdown, page.file.src_uri, notes, convert, 1 + front_matter)
    return resolved + _citation(page, config, files)


def _citation(page: Page, config: MkDocsConfig, files: Files) -> str:
    """For the end of a project's first page, as Markdown; nothing for any other."""
    for each in site_projects.collect(files):
        if each.source == page.file.src_uri:
            owner = config.extra["owner"]
            return site_citation.Citation(each, owner, page.canonical_url).section()
    return ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say of numbers where they come from, and have a demo's modules fetched early.

    Of a notebook leave what belongs to this site.
    """
    html = site_elsewhere.mark(html, config.site_url or "")
    if not _is_notebook(page):
        html = site_made.links(html, posixpath.dirname(page.file.src_uri), page.url)
        html = site_measured.elements(html, page.url)
        html = site_runs.add(html, page.url, provenance.runs(Path(config.docs_dir)))
        return site_demo.preload(html, page.url, (file.url for file in files))
    try:
        return site_notebook.tidy(html)
    except ValueError as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from error


def on_post_build(config: MkDocsConfig) -> None:
    """Let a page run no script but this site's; ``mkdocs serve`` adds one to every answer."""
    if _command != "serve":
        site_policy.apply(Path(config.site_dir))


def _is_notebook(page: Page) -> bool:
    return bool(page.file.src_uri.endswith(".ipynb"))
