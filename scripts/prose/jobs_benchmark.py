"""What the benchmark of jobs says, whatever it found."""

from __future__ import annotations

from datetime import datetime

from scripts.formats import THIN, listed, percent, thousands
from scripts.jobs_benchmark.fitted import Fitted, Working, few, large
from scripts.jobs_benchmark.model import LEARNING
from scripts.jobs_benchmark.records import JobsBenchmark, Size
from scripts.jobs_benchmark.words import busy, microseconds, times, told
from scripts.markdown import shortened
from scripts.site_benchmark.words import memory, seconds

MINUTE = 60
# How long GitHub lets a job run.
MOST_HOURS = 6


def texts(result: JobsBenchmark) -> dict[str, str]:
    """The paragraphs by their names on the page."""
    fitted = Fitted(result)
    return {
        "jobs-sizes-findings": sizes(result, fitted),
        "jobs-protocol": protocol(result, fitted),
        "jobs-workers-findings": workers(result, fitted),
        "jobs-limits": limits(fitted),
        "jobs-benchmark-method": method(result),
    }


def sizes(result: JobsBenchmark, fitted: Fitted) -> str:
    """What folds and images cost, and why."""
    by_folds, by_images = few(result.sizes), large(result.sizes)
    parts = fitted.parts
    return (
        f"One after another, {_folds(by_folds[0])} took {seconds(by_folds[0].effort.median)} and "
        f"{by_folds[-1].folds} folds {seconds(by_folds[-1].effort.median)}; {by_images[-1].folds} "
        f"folds of {thousands(by_images[-1].images)} images took "
        f"{seconds(by_images[-1].effort.median)}. What was measured fits three parts: "
        f"{seconds(parts.start)} to begin, whatever there is; {seconds(parts.fold)} for a fold, "
        f"whose network is built and compiled anew; and {microseconds(parts.each)} for each pass "
        f"of an image through the network, {LEARNING} for one that is learned from, forward and "
        "twice back, and one for one that is scored. By these parts no cross-validation that was "
        f"measured is off by more than {percent(fitted.off(), 0)}.\n"
    )


def protocol(result: JobsBenchmark, fitted: Fitted) -> str:
    """What the baseline's own protocol comes to, and where its folds reach a limit."""
    plan = result.run.config
    whole, folds = fitted.protocol(), plan["protocol_folds"]
    fixed = fitted.parts.at(folds, 0)
    more = fitted.protocol(folds + 1) - whole
    most = folds + max(MOST_HOURS * 60 * MINUTE - whole, 0) / more
    return (
        f"By the same parts the baseline's own protocol, {folds} folds of "
        f"{thousands(plan['protocol_images'])} images for {plan['protocol_epochs']} epochs, takes "
        f"about {_minutes(whole)} on this machine, {percent(1 - fixed / whole, 0)} of it passes of "
        f"images; a fold more takes {_minutes(more)} more. The {MOST_HOURS} hours that GitHub "
        f"gives a job are over at {_about(most)} folds.\n"
    )


def workers(result: JobsBenchmark, fitted: Fitted) -> str:
    """What workers gain, and why."""
    one, *more = fitted.working
    plan, split = result.run.config, fitted.split
    beside = listed(f"{times(each.crew.beside)} as long with {told(each.workers)}" for each in more)
    return (
        f"{plan['crew_folds']} folds of {thousands(plan['crew_images'])} images took "
        f"{seconds(one.crew.effort.median)} with one worker, a process for each fold, and "
        f"{times(fitted.alone.beside)} as long without, in one process for all; {beside}. What was "
        f"measured fits two parts: {seconds(split.shared)} in which all cores are at work by then, "
        f"which workers only share, and {seconds(split.alone)} in which a job uses one core, to "
        "load TensorFlow and to build and compile a network, which as many workers do at once as "
        f"there are cores. With one worker {busy(one.crew.effort)} of {fitted.cores} cores were "
        f"busy on average, with {told(more[-1].workers)} {busy(more[-1].crew.effort)}.\n"
    )


def limits(fitted: Fitted) -> str:
    """What breaks first."""
    held = fitted.room
    most = held.reaches(fitted.memory)
    cores = f"the cores: there are {fitted.cores}{_beyond(fitted)}"
    room = (
        f"memory: a worker holds {memory(held.worker)}, beside {memory(held.lead)} that they have "
        f"in common, and {_about(most)} workers fill the {memory(fitted.memory)} that there are"
    )
    first, then = (cores, room) if fitted.cores <= most else (room, cores)
    return f"What runs out first on this machine is {first}. Next is {then}.\n"


def _beyond(fitted: Fitted) -> str:
    """What more workers than cores took, where there were any."""
    last = fitted.working[-1]
    within = [each for each in fitted.working if each.workers <= fitted.cores]
    if last.workers <= fitted.cores or not within:
        return ""
    return f", and {told(last.workers)} took {_beside(last, within[-1])}"


def _beside(of: Working, other: Working) -> str:
    ratio = of.crew.effort.median / other.crew.effort.median
    return f"{ratio:.2f}{THIN}× as long as {told(other.workers)}"


def method(result: JobsBenchmark) -> str:
    """Where and with what it was measured."""
    run = result.run
    machine = run.machine
    packages = listed(
        f"{name} {version}"
        for name, version in run.versions.items()
        if name in {"keras", "tensorflow", "tensorflow-cpu"}
    )
    return (
        f"Measured on {datetime.fromisoformat(run.started):%-d %B %Y} in "
        f"{_minutes(run.seconds)} on {machine['processor']} with "
        f"{machine['cores']} cores and {machine['memory_gib']}{THIN}GiB, {machine['system']}, with "
        f"Python {run.versions['python']}, {packages}: {thousands(run.config['rounds'])} rounds, "
        f"run {shortened(run.key)}.\n"
    )


def _folds(size: Size) -> str:
    return f"{size.folds} folds of {thousands(size.images)} images"


def _minutes(duration: float) -> str:
    """Whole minutes, or one digit more of few."""
    minutes = duration / MINUTE
    text = thousands(round(minutes)) if minutes >= 10 else f"{minutes:.1f}"
    return f"{text} minutes"


def _about(count: float) -> str:
    """Two digits of a number, for no more is known of it."""
    if count == float("inf"):
        return "no number of"
    digits = len(str(round(count))) - 2
    return f"about {thousands(int(round(count, -max(digits, 0))))}"
