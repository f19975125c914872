"""Pages as structured data (JSON-LD with the words of schema.org)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from scripts.site_owner import Owner
from scripts.site_projects import About

Data = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """What holds of all pages; ``url`` is that of the home page."""

    name: str
    description: str
    url: str
    owner: Owner


@dataclass(frozen=True)
class Described:
    """What is said of a page.

    Attributes:
        title: its own.
        description: a sentence or two.
        url: its canonical address.
        image: address of a picture that stands for it.
        trail: title and address of the pages above it, from the home page down to itself.
        about: of the project that it belongs to.
        is_home: whether it is the home page.
    """

    title: str
    description: str
    url: str
    image: str
    trail: tuple[tuple[str, str], ...]
    about: About | None
    is_home: bool


def text(page: Described, site: Site) -> str:
    """The data of a page, safe within a script element."""
    graph = [_website(site)] if page.is_home else [_page(page, site), _breadcrumbs(page)]
    data = {"@context": "https://schema.org", "@graph": graph}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def _website(site: Site) -> Data:
    return _present(
        {
            "@type": "WebSite",
            "@id": f"{site.url}#site",
            "url": site.url,
            "name": site.name,
            "description": site.description,
            "inLanguage": "en",
            "author": _person(site),
        }
    )


def _person(site: Site) -> Data | None:
    owner = site.owner
    if not owner.name:
        return None
    return _present(
        {
            "@type": "Person",
            "@id": f"{site.url}#owner",
            "name": owner.name,
            "description": owner.tagline,
            "url": site.url,
            "image": urljoin(site.url, owner.photo) if owner.photo else "",
            "sameAs": [each.url for each in owner.links if not each.url.startswith("mailto:")],
        }
    )


def _page(page: Described, site: Site) -> Data:
    about = page.about
    return _present(
        {
            "@type": "TechArticle" if about else "WebPage",
            "@id": page.url,
            "url": page.url,
            "headline" if about else "name": page.title,
            "description": page.description,
            "image": page.image,
            "keywords": list(about.tags) if about else [],
            "dateModified": about.date.isoformat() if about else "",
            "inLanguage": "en",
            "isPartOf": {"@type": "WebSite", "@id": f"{site.url}#site", "name": site.name},
            "author": _person(site) if about else None,
        }
    )


def _breadcrumbs(page: Described) -> Data:
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(page.trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _present(data: Data) -> Data:
    """Without what is empty."""
    return {name: value for name, value in data.items() if value}
