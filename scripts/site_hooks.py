"""What MkDocs calls while it builds the site: notes, projects, notebooks, demo, navigation."""

from __future__ import annotations

import functools
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from markdown import markdown as to_html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from scripts import (
    site_demo,
    site_links,
    site_mentions,
    site_notebook,
    site_notes,
    site_policy,
    site_previews,
    site_projects,
)
from scripts.site_mentions import LinkedPage
from scripts.site_notes import Note
from scripts.site_previews import Preview

# MkDocs tells nobody else what it was called for.
_command = "build"


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """A strict build fails for a warning; it must say for which, even with ``--quiet``."""
    global _command
    _command = command
    log = logging.getLogger("mkdocs")
    log.setLevel(min(log.level, logging.WARNING))


def on_config(config: MkDocsConfig) -> None:
    """Put the pages that match a pattern of the navigation, ``notes/*.md``, in its place."""
    config.nav = _expand(config.nav, Path(config.docs_dir))


def _expand(item: Any, docs: Path) -> Any:
    if isinstance(item, dict):
        return {title: _expand(value, docs) for title, value in item.items()}
    if not isinstance(item, list):
        return item
    named = {each for each in item if isinstance(each, str)}
    entries: list[Any] = []
    for each in item:
        if isinstance(each, str) and "*" in each:
            found = (path.relative_to(docs).as_posix() for path in sorted(docs.glob(each)))
            entries.extend(path for path in found if path not in named)
        else:
            entries.append(_expand(each, docs))
    return entries


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at every note and project, so that a faulty one fails the build wherever it is."""
    site_notes.collect(files)
    site_projects.collect(files)


# Before the macros, so that lines are still those of the file.
@event_priority(100)  # type: ignore[untyped-decorator]
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Resolve the wikilinks of a page; keep macros away from notebooks."""
    if _is_notebook(page):
        page.meta["render_macros"] = False
        return markdown
    front_matter = page.file.content_string.count("\n") - markdown.count("\n")
    notes = site_notes.collect(files)
    convert = functools.partial(
        to_html, extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    return site_links.resolve(markdown, page.file.src_uri, notes, convert, 1 + front_matter)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave of a notebook what belongs to this site; have a demo's modules fetched early."""
    if not _is_notebook(page):
        return site_demo.preload(html, page.url, (file.url for file in files))
    try:
        return site_notebook.tidy(html)
    except ValueError as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from error


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Say at each note's foot what mentions it, and put previews of notes beside their links.

    All pages have been read by now and none is written, so their order does not matter.
    """
    notes = site_notes.collect(files)
    pages = _linked_pages(files, notes)
    previews = [
        Preview(page.source, page.title, note.summary, page.url)
        for note in notes
        for page in pages
        if page.source == note.source
    ]
    for page in pages:
        mentioning = site_mentions.mentioning(page.source, pages)
        html = page.html + site_mentions.foot(mentioning, page.url)
        near = page.links.union(each.source for each in mentioning)
        shown = [preview for preview in previews if preview.source in near]
        file = files.get_file_from_path(page.source)
        file.page.content = site_previews.add(html, page.url, shown)


def _linked_pages(files: Files, notes: Sequence[Note]) -> list[LinkedPage]:
    """All pages but notebooks, each with the notes that it links to where they can be seen.

    A template may have left out a passage, with its links.
    """
    urls = {note.source: files.get_file_from_path(note.source).url for note in notes}
    pages = []
    for file in files.documentation_pages():
        page = file.page
        if page is None or page.content is None or _is_notebook(page):
            continue
        body = get_data(file.content_string)[0]
        links = frozenset(
            source
            for source in site_links.linked(body, file.src_uri, notes)
            if site_mentions.anchors(urls[source], page.url).search(page.content)
        )
        pages.append(LinkedPage(file.src_uri, str(page.title), page.url, page.content, links))
    return pages


def on_post_build(config: MkDocsConfig) -> None:
    """Let a page run no script but this site's; ``mkdocs serve`` adds one to every answer."""
    if _command != "serve":
        site_policy.apply(Path(config.site_dir))


def _is_notebook(page: Page) -> bool:
    return bool(page.file.src_uri.endswith(".ipynb"))
