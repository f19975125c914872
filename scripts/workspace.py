"""Which folders a profile reads and writes."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mnist.config import AblationConfig, Experiment, Profile, ablation, experiments

ROOT = Path(__file__).resolve().parent.parent
PROJECT = Path("projects/handwritten-digits")
# Folders of a project that belong to `scripts.render`, and the files in them that it may remove.
RENDERED = {"figures": "*.svg", "generated": "*.md"}
# What is rendered for the pages that belong to no project.
SITE = "site"
PROFILES: tuple[Profile, ...] = ("full", "smoke")


@dataclass(frozen=True)
class Workspace:
    """The places of one profile.

    ``full`` works on ``docs/``, which is committed; ``smoke`` on a copy under
    ``build/smoke/``, so that a trial never touches a measured result.
    """

    profile: Profile
    root: Path = ROOT

    @property
    def build(self) -> Path:
        """What may be thrown away."""
        return self.root / "build" / ("smoke" if self.profile == "smoke" else "")

    @property
    def docs(self) -> Path:
        """Sources of the site."""
        return self.build / "docs" if self.profile == "smoke" else self.root / "docs"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.build / "site" if self.profile == "smoke" else self.root / "site"

    @property
    def project(self) -> Path:
        """The digit project's page and all that belongs to it."""
        return self.docs / PROJECT

    @property
    def artefacts(self) -> Path:
        """What the stages measured."""
        return self.project / "artefacts"

    @property
    def models(self) -> Path:
        """Exported models, one folder an experiment, and the model card."""
        return self.artefacts / "model"

    @property
    def cache(self) -> Path:
        """Finished and half-finished results by run key."""
        return self.build / "cache"

    @property
    def fresh(self) -> Path:
        """While this file is there, only what was measured after it counts."""
        return self.build / "fresh"

    @property
    def data(self) -> Path:
        """The verified IDX files."""
        return self.root / "data" / "mnist"

    @property
    def pendigits(self) -> Path:
        """The verified files of pen strokes; empty where they could be had from nowhere."""
        return self.root / "data" / "pendigits"

    @property
    def typefaces(self) -> Path:
        """Folder of the handwriting typefaces' packages."""
        return self.root / "node_modules"

    def experiments(self) -> dict[str, Experiment]:
        """The profile's named experiments."""
        return experiments(self.profile)

    def ablation(self) -> AblationConfig:
        """The profile's ablation study."""
        return ablation(self.profile)

    def studies(self) -> dict[str, Any]:
        """The knobs of what belongs to no experiment, by name."""
        return {"ablation": asdict(self.ablation())}


def parser(description: str | None) -> argparse.ArgumentParser:
    """An argument parser with the options that every command has."""
    options = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--profile",
        choices=PROFILES,
        default=os.environ.get("PROFILE", "full"),
        help="full: the whole protocol; smoke: a few hundred images, to see that it works "
        "(default: %(default)s, or the environment's PROFILE)",
    )
    return options
