"""What MkDocs calls while it builds the site: owner, navigation, notes, projects, notebooks."""

from __future__ import annotations

import logging
import posixpath
from html import escape
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from scripts import (
    site_after,
    site_citation,
    site_dates,
    site_demo,
    site_distance,
    site_elsewhere,
    site_faces,
    site_feed,
    site_headings,
    site_images,
    site_landmarks,
    site_links,
    site_made,
    site_measured,
    site_nav,
    site_neighbours,
    site_note_pages,
    site_notebook,
    site_notes,
    site_owner,
    site_preview,
    site_projects,
    site_reading,
    site_runs,
    site_tables,
)
from scripts.site_head import Heads
from scripts.site_policy import Policy
from scripts.site_styles import Styles

# MkDocs tells nobody else what it was called for.
_command = "build"
# Kept for a build, for many links lead to the same headings.
_convert: site_headings.Convert


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
    config.nav = site_nav.expand(config.nav, Path(config.docs_dir))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at every note and project, so that a faulty one fails the build wherever it is.

    Pictures that stand for the pages, and the feed, are added to the files.
    """
    global _convert
    _convert = site_headings.converter(config)
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
    env.filters["named"] = site_landmarks.named
    site_dates.settle(files, projects)
    for file in files.documentation_pages():
        if file.page is not None:
            # The theme writes titles into attributes, where it would show as it is written.
            file.page.title = str(file.page.title).replace("&rsquo;", "\u2019")
            # The theme writes it into an attribute as it is.
            file.page.meta["description"] = escape(heads.description(file.page))
            project = heads.project(file.page)
            if project and file.page.content:
                owner = config.extra["owner"]
                file.page.content = site_reading.add(file.page.content, project.about, owner)
    site_note_pages.connect(files)


# After the plugin for notebooks, which says here how it would render one.
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Have no notebook converted twice."""
    if _is_notebook(page):
        site_notebook.keep(page, config)
    return page


# Before the macros, so that lines are still those of the file.
@event_priority(100)  # type: ignore[untyped-decorator]
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Resolve the wikilinks of a page and say how to cite it; keep macros away from notebooks."""
    if _is_notebook(page):
        page.meta["render_macros"] = False
        return markdown
    front_matter = page.file.content_string.count("\n") - markdown.count("\n")
    notes = site_notes.collect(files)
    resolved = site_links.resolve(markdown, page.file.src_uri, notes, _convert, 1 + front_matter)
    return resolved + _citation(page, config, files)


def _citation(page: Page, config: MkDocsConfig, files: Files) -> str:
    """For the end of a project's first page, as Markdown; nothing for any other."""
    project = site_projects.by_source(files).get(page.file.src_uri)
    if project is None:
        return ""
    return site_citation.Citation(project, config.extra["owner"], page.canonical_url).section()


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say of numbers where they come from, and have a demo's modules fetched early.

    Of a notebook leave what belongs to this site. Last, put tables into their boxes, and say what
    is far from the top.
    """
    html = site_elsewhere.mark(html, config.site_url or "")
    try:
        if _is_notebook(page):
            html = site_notebook.tidy(html, posixpath.basename(page.file.src_uri))
        html = site_images.early(site_images.sized(html, Path(config.docs_dir, page.url)))
    except ValueError as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from error
    if not _is_notebook(page):
        html = site_made.links(html, posixpath.dirname(page.file.src_uri), page.url)
        html = site_measured.elements(html, page.url)
        html = site_runs.add(html, page.url, site_runs.by_short_key(files, Path(config.docs_dir)))
        html = site_demo.preload(html, page.url, (file.url for file in files))
    return site_distance.mark(site_tables.boxed(html))


def on_post_build(config: MkDocsConfig) -> None:
    """Give pages their style, and let them run no script but this site's.

    Not those of ``mkdocs serve``: it adds a script to every answer.
    """
    if _command != "serve":
        site = Path(config.site_dir)
        site_after.apply(site, [Styles(site), Policy(site)])


def _is_notebook(page: Page) -> bool:
    return bool(page.file.src_uri.endswith(".ipynb"))
