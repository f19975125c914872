"""Notes in the pages of a site: what mentions each, and its preview wherever it is linked."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

from scripts import site_links, site_mentions, site_notes, site_previews
from scripts.site_mentions import LinkedPage
from scripts.site_notes import Note
from scripts.site_previews import Preview


def connect(files: Files) -> None:
    """Say at each note's foot what mentions it, and put previews of notes beside their links.

    Args:
        files: of the site, their pages read and not yet written.
    """
    notes = site_notes.collect(files)
    pages = _linked_pages(files, notes)
    by_source = {page.source: page for page in pages}
    previews = {
        note.source: Preview(
            note.source, by_source[note.source].title, note.summary, by_source[note.source].url
        )
        for note in notes
        if note.source in by_source
    }
    ranks = {source: rank for rank, source in enumerate(previews)}
    mentions = site_mentions.mentions(pages)
    for page in pages:
        mentioning = mentions.get(page.source, [])
        near = page.links.union(each.source for each in mentioning)
        shown = [previews[source] for source in sorted(near & ranks.keys(), key=ranks.__getitem__)]
        file = files.get_file_from_path(page.source)
        html = file.page.content + site_mentions.foot(mentioning, page.url)
        file.page.content = site_previews.add(html, page.url, shown)


def _linked_pages(files: Files, notes: Sequence[Note]) -> list[LinkedPage]:
    """All pages but notebooks, each with the notes that it links to where they can be seen.

    A template may have left out a passage, with its links.
    """
    urls = {note.source: files.get_file_from_path(note.source).url for note in notes}
    pages = []
    for file in files.documentation_pages():
        page = file.page
        if page is None or page.content is None or file.src_uri.endswith(".ipynb"):
            continue
        body = get_data(file.content_string)[0]
        linked = site_links.linked(body, file.src_uri, notes)
        there = set(site_mentions.ANCHOR.findall(page.content)) if linked else set()
        links = frozenset(
            source for source in linked if site_mentions.address(urls[source], page.url) in there
        )
        pages.append(LinkedPage(file.src_uri, str(page.title), page.url, links))
    return pages
