"""The knobs of the benchmark, and what it is hoped to find."""

from __future__ import annotations

from dataclasses import dataclass

from mnist.config import Profile


@dataclass(frozen=True)
class Aims:
    """What building is to keep to.

    Attributes:
        unchanged: at most so many seconds where nothing changed.
        page: with one page changed, at most so many times plain MkDocs.
        growth: with the most projects, at most so many times plain MkDocs.
        serve: at most so many seconds to the first page that is served.
    """

    unchanged: float = 2.0
    page: float = 1.2
    growth: float = 1.3
    serve: float = 5.0


@dataclass(frozen=True)
class Settings:
    """How much is measured.

    Attributes:
        rounds: of everything that a working day has.
        growth_rounds: of the builds with made-up projects.
        projects: how many are added to the site's own, each time.
    """

    rounds: int = 7
    growth_rounds: int = 3
    projects: tuple[int, ...] = (0, 10, 100, 1000)


AIMS = Aims()
FULL = Settings()
SMOKE = Settings(rounds=1, growth_rounds=1, projects=(0, 2))


def settings(profile: Profile) -> Settings:
    """Those of a profile."""
    return SMOKE if profile == "smoke" else FULL
