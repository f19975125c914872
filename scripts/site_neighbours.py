"""Which pages come before and after a page, as its foot offers them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from scripts.site_projects import Project


def settle(nav: Navigation, projects: Sequence[Project]) -> None:
    """Let projects follow each other by date, and pages only those of their own folder.

    The order of the navigation would lead from a project into its appendix, and from the last
    note to whatever is listed after the notes.

    Args:
        nav: of the site.
        projects: newest first.
    """
    pages = {page.file.src_uri: page for page in nav.pages}
    reports = {each.source for each in projects}
    for page in nav.pages:
        page.previous_page = _kept(page, page.previous_page)
        page.next_page = _kept(page, page.next_page)
        if page.file.src_uri in reports:
            page.previous_page = page.next_page = None
    listed = [pages[each.source] for each in projects if each.source in pages]
    for later, earlier in pairwise(listed):
        later.previous_page, earlier.next_page = earlier, later


def _kept(page: Page, neighbour: Page | None) -> Page | None:
    if neighbour is None:
        return None
    folder, other = (_folder(each.file.src_uri) for each in (page, neighbour))
    return neighbour if folder == other and folder else None


def _folder(source: str) -> str:
    return source.rpartition("/")[0]
