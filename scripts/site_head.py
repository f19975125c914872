"""What the head of a page says of it: title, description, preview, structured data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from scripts import site_feed, site_linked_data, site_preview
from scripts.site_linked_data import Described, Site
from scripts.site_projects import Project


class Heads:
    """The heads of a site's pages.

    Args:
        config: the site's settings, with the owner settled.
        projects: newest first.
        files: all that is on the site.
    """

    def __init__(self, config: MkDocsConfig, projects: Sequence[Project], files: Files) -> None:
        self._config = config
        self._projects = projects
        self._pages = {file.url: file for file in files.documentation_pages()}
        self._by_folder = {each.folder: each for each in projects}

    def title(self, page: Page) -> str:
        """The page's own first, then the owner's name or else that of the site."""
        whose = self._config.extra["owner"].name or self._config.site_name
        if page.is_homepage:
            return " – ".join(dict.fromkeys((whose, self._config.site_name)))
        return f"{page.title} – {whose}"

    def description(self, page: Page) -> str:
        """A sentence or two about the page."""
        found = page.meta.get("description") or page.meta.get("summary")
        return " ".join(str(found or self._config.site_description or "").split())

    def project(self, page: Page) -> Project | None:
        """The project that the page belongs to."""
        return self._by_folder.get("/".join(page.file.src_uri.split("/")[:2]))

    def pages(self) -> list[dict[str, str]]:
        """Address from the root of the host, and title, of every page."""
        return [
            {"url": file.page.abs_url, "title": self._name(file)}
            for file in self._pages.values()
            if file.page is not None and file.page.abs_url is not None
        ]

    def tags(self, page: Page) -> str:
        """Elements for the page's head."""
        described = self._described(page)
        site = self._site()
        return "\n".join(
            [
                *self._feed(page),
                *_preview(described, site),
                _data(described, site),
                _foot(self.title(page)),
            ]
        )

    def _feed(self, page: Page) -> Iterator[str]:
        if self._projects:
            # Relative: the theme looks for a site map beside whatever is an alternate.
            address = get_relative_url(site_feed.NAME, page.url)
            title = escape(self._config.site_name)
            yield (
                f'<link rel="alternate" type="{site_feed.KIND}" title="{title}" href="{address}">'
            )

    def _site(self) -> Site:
        config = self._config
        return Site(
            name=config.site_name,
            description=config.site_description or "",
            url=config.site_url or "",
            owner=config.extra["owner"],
        )

    def _described(self, page: Page) -> Described:
        project = self.project(page)
        return Described(
            title=str(page.title),
            description=self.description(page),
            url=page.canonical_url or "",
            image=self._image(project),
            trail=tuple(self._trail(page)),
            about=project.about if project else None,
            is_home=page.is_homepage,
        )

    def _image(self, project: Project | None) -> str:
        """Address of the picture that stands for the page elsewhere."""
        place = site_preview.of_project(project) if project else site_preview.OF_SITE
        return urljoin(self._config.site_url or "", place)

    def _trail(self, page: Page) -> Iterator[tuple[str, str]]:
        """Title and address of the pages above this one, and of itself."""
        steps = page.url.strip("/").split("/")
        for end in range(len(steps) + 1):
            above = "/".join(steps[:end]) + "/" if end else ""
            file = self._pages.get(above) or (self._pages.get("./") if not end else None)
            if file is not None and file.page is not None:
                yield self._name(file), file.page.canonical_url or ""

    def _name(self, file: File) -> str:
        page = file.page
        assert page is not None
        return self._config.site_name if page.is_homepage else str(page.title)


def _preview(page: Described, site: Site) -> Iterator[str]:
    """Open Graph, which others read too, and what the other reader wants besides."""
    width, height = site_preview.SIZE
    values = {
        "og:type": "article" if page.about else "website",
        "og:site_name": site.name,
        "og:title": site.name if page.is_home else page.title,
        "og:description": page.description,
        "og:url": page.url,
        "og:locale": "en",
        "article:modified_time": page.about.date.isoformat() if page.about else "",
        "og:image": page.image,
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": f"{page.about.title if page.about else site.name}, as a card",
    }
    for name, value in values.items():
        if value:
            yield f'<meta property="{name}" content="{escape(value)}">'
    for tag in page.about.tags if page.about else ():
        yield f'<meta property="article:tag" content="{escape(tag)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'


def _data(page: Described, site: Site) -> str:
    text = site_linked_data.text(page, site)
    return f'<script type="application/ld+json">{text}</script>'


def _foot(title: str) -> str:
    """The title at the foot of every sheet of paper; docs/assets/css/print.css numbers them."""
    text = "".join(f"\\{ord(letter):x} " if letter in '"\\<&' else letter for letter in title)
    font = "color: #5b6472; font: 8pt system-ui, sans-serif"
    return f'<style>@page {{ @bottom-left {{ content: "{text}"; {font} }} }}</style>'
