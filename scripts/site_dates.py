"""When pages were last worked on, as the site map says it: by front matter, not by the clock."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.structure.files import Files

from scripts.site_projects import Project

# Pages that show every project are as new as the newest.
_OVERVIEWS = {"index.md", "projects/index.md"}


def settle(files: Files, projects: Sequence[Project]) -> None:
    """Give each page the date of its project, and no date to a page of no project.

    MkDocs gives every page the day of the build, so that two builds of the same sources differ.
    It needs one date for the site map's archive: a site without projects keeps that of the build,
    which the environment's SOURCE_DATE_EPOCH can fix.

    Args:
        files: of the site.
        projects: newest first.
    """
    if not projects:
        return
    dates = {each.folder: each.about.date.isoformat() for each in projects}
    for file in files.documentation_pages():
        if file.page is None:
            continue
        folder = "/".join(file.src_uri.split("/")[:2])
        if file.src_uri in _OVERVIEWS:
            file.page.update_date = max(dates.values())
        else:
            file.page.update_date = dates.get(folder, "")
