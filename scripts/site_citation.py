"""How to cite a project: BibTeX and plain text, from its front matter and the site's owner."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.site_owner import Owner
from scripts.site_projects import Project

# Each of them means something to BibTeX or LaTeX, and is written so that it does not.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "{}$&#_%"}
_BETWEEN_NAMES = re.compile(r",\s*and\s+|,\s*|\s+and\s+")
# Words that say little of a title, for the key of its entry.
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}


@dataclass(frozen=True)
class Citation:
    """A project as others cite it.

    Args:
        project: whose title and date are given.
        owner: who is named as its author; nobody where the owner has no name.
        address: canonical, of its page; none where the site does not say where it is.
    """

    project: Project
    owner: Owner
    address: str | None

    def section(self) -> str:
        """Markdown for the end of the project's page; macros leave it as it is."""
        return (
            "\n\n## How to cite it { #cite }\n\n"
            '<div class="citation" markdown>\n\n'
            "{% raw %}\n"
            f'``` {{ .text title="In words" }}\n{self.words()}\n```\n\n'
            f'``` {{ .bibtex title="BibTeX" }}\n{self.bibtex()}\n```\n'
            "{% endraw %}\n\n"
            "</div>\n"
        )

    def words(self) -> str:
        """On one line, with what is known."""
        about = self.project.about
        day = f"{about.date.day} {about.date:%B %Y}"
        parts = [self.owner.name, about.title, day]
        ended = " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)
        return f"{ended} {self.address}" if self.address else ended

    def bibtex(self) -> str:
        """An entry of kind `misc`, which BibTeX and its successors know."""
        about = self.project.about
        fields = {
            "author": " and ".join(map(_escaped, names(self.owner.name))),
            # Braces keep capitals as they are.
            "title": f"{{{_escaped(about.title)}}}",
            "year": str(about.date.year),
            "month": f"{about.date:%b}".lower(),
            # As it is: \url, which styles put around it, takes it literally.
            "url": self.address or "",
            "note": f"As of {about.date.day} {about.date:%B %Y}",
        }
        if not fields["author"]:
            # By which an entry without an author is sorted.
            fields["key"] = _escaped(about.title)
        width = max(map(len, fields))
        lines = [
            f"  {name:<{width}} = {value if name == 'month' else f'{{{value}}}'},"
            for name, value in fields.items()
            if value
        ]
        return "\n".join([f"@misc{{{self._key()},", *lines, "}"])

    def _key(self) -> str:
        about = self.project.about
        surnames = [name.split()[-1] for name in names(self.owner.name)]
        telling = [word for word in about.title.split() if word.lower() not in _SMALL]
        first = (telling or about.title.split())[0]
        year = str(about.date.year)
        parts = [surnames[0], year, first] if surnames else [first, year]
        return "".join(re.sub(r"\W", "", part.lower()) for part in parts)


def names(text: str) -> list[str]:
    """The names of several people: `A, B and C`; BibTeX has them all joined by `and`."""
    return [name for name in _BETWEEN_NAMES.split(text.strip()) if name]


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)
