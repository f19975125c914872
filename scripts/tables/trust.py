"""Tables of what the project was put through on purpose."""

from __future__ import annotations

from mnist.records import Trial, Trust
from mnist.records.trust import Part
from scripts.formats import count_of, thousands
from scripts.markdown import Table
from scripts.progress import duration

OUTCOMES = ("read", "refused")


def tables(result: Trust) -> dict[str, Table]:
    """Every one by its name on the page."""
    return {
        "trust-parsers-table": parsers(result),
        "trust-kills-table": kills(result),
        "trust-faults-table": faults(result),
    }


def parsers(result: Trust) -> Table:
    """Damaged input, by what it was given to."""
    trials = _of(result, "parsers")
    return Table(
        columns={"Given to": "left", "Tried": "right", "Read": "right", "Refused": "right"},
        rows=[
            [
                _sentence(each.name),
                thousands(each.tried),
                *(thousands(each.outcomes[name]) for name in OUTCOMES),
            ]
            for each in trials
        ],
        summary=[["All", thousands(_tried(trials)), *(_sum(trials, o) for o in OUTCOMES)]],
        caption="What chance damaged so little that it still makes sense is read; all else is "
        "refused with the words of the parser that found it. Nothing else came of any.",
    )


def kills(result: Trust) -> Table:
    """Processes that were ended without warning."""
    return Table(
        columns={"Killed": "left", "Times": "right", "Took": "right"},
        rows=[
            [_sentence(each.name), thousands(each.tried), duration(each.seconds)]
            for each in _of(result, "kills")
        ],
        caption="After each, every file was whole, and what went on from there ended with the "
        "same files as a run that nobody had disturbed. Durations are minutes and seconds.",
    )


def faults(result: Trust) -> Table:
    """Disks, folders, servers and pictures that fail."""
    trials = _of(result, "faults")
    failed = count_of(len(result.failed), "test", "tests")
    return Table(
        columns={"What failed": "left", "Times": "right"},
        rows=[[_sentence(each.name), thousands(each.tried)] for each in trials],
        summary=[["All", thousands(_tried(trials))]],
        caption="Each was told in words that say what to do, and what was there before was there "
        f"afterwards. In the whole run {failed} found a fault.",
    )


def _of(result: Trust, part: Part) -> list[Trial]:
    return [each for each in result.trials if each.part == part]


def _tried(trials: list[Trial]) -> int:
    return sum(each.tried for each in trials)


def _sum(trials: list[Trial], outcome: str) -> str:
    return thousands(sum(each.outcomes[outcome] for each in trials))


def _sentence(name: str) -> str:
    return name[:1].upper() + name[1:]
