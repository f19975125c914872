"""What the ablation study says, and of what it says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from mnist.records import Ablation, Difference
from scripts.ablations import FLIP, Compared, Verdict, compared, of_group, verdict
from scripts.formats import count_of, difference, listed
from scripts.limits import limit

CONFIDENCE = 0.95

VERBS: dict[Verdict, tuple[str, str]] = {
    "better": ("does better by more than the noise", "do better by more than the noise"),
    "worse": ("does worse by more than the noise", "do worse by more than the noise"),
    "within noise": ("stays within the noise", "stay within the noise"),
}


def texts(result: Ablation, rarest: int) -> dict[str, str]:
    """The paragraphs on the study by their names on the page; ``rarest`` is a digit."""
    return {
        "ablation-noise": noise(result),
        "ablation-augmentation": augmentation(result),
        "ablation-balance": balance(result, rarest),
        "ablation-flipping": flipping(result),
        "ablation-network": changes(result, "network"),
        "ablation-optimiser": changes(result, "optimiser"),
    }


def noise(result: Ablation) -> str:
    """How many differences stand out, and how many would if none were real."""
    rows = compared(result)
    clear = [row for row in rows if not row.difference.within_noise]
    by_chance = (1 - CONFIDENCE) * len(rows)
    return (
        f"If no change did anything, about {by_chance:.1f} of {len(rows)} such intervals would "
        "still miss zero, by chance; "
        f"{len(clear) or 'none'} {'does' if len(clear) == 1 else 'do'}. Where nothing but the "
        "seed is changed, the accuracy moves by "
        f"{100 * result.seed_std:.2f} percentage points (one standard deviation).\n"
    )


def changes(result: Ablation, group: str) -> str:
    """What one kind of change does, best first."""
    rows = of_group(result, group)
    if not rows:
        return "This run tried none of them.\n"
    references = groupby(rows, key=lambda row: row.against)
    sentences = [_verdicts(against, list(members)) for against, members in references]
    return f"{' '.join(sentences)}\n"


def augmentation(result: Ablation) -> str:
    """What distortions do, and how far they go in the study."""
    text = changes(result, "augmentation")
    limits = {
        name: limit(name, value)
        for variation in result.run.config["ablation"]["variations"]
        for name, value in variation.get("augmentation", {}).items()
        if variation["group"] == "augmentation"
    }
    if not limits:
        return text
    bounds = listed(f"{name} to {bound}" for name, bound in limits.items())
    return f"{text.strip()} The study limits {bounds}.\n"


def balance(result: Ablation, digit: int) -> str:
    """What balancing the classes does, over all digits and for the rarest one."""
    rows = of_group(result, "balance")
    if not rows:
        return changes(result, "balance")
    own = listed(f"{_judged(row.digits[digit])} with *{row.name}*" for row in rows)
    return f"{changes(result, 'balance').strip()} For the {digit} alone it is {own}.\n"


def flipping(result: Ablation) -> str:
    """What flipping does, over all digits and to each."""
    rows = of_group(result, FLIP)
    own = " ".join(_by_digit(row) for row in rows)
    return f"{changes(result, FLIP).strip()} {own}\n"


def _verdicts(against: str, rows: Sequence[Compared]) -> str:
    """One sentence: what does better, what worse, and what cannot be told from noise."""
    ranked = sorted(rows, key=lambda row: -row.difference.difference)
    clauses = []
    for word, (one, many) in VERBS.items():
        chosen = [row for row in ranked if verdict(row.difference) == word]
        if chosen:
            names = listed(f"*{row.name}* ({_shown(row.difference)})" for row in chosen)
            clauses.append(f"{names} {one if len(chosen) == 1 else many}")
    return f"Compared with *{against}*, in percentage points: {'; '.join(clauses)}."


def _by_digit(row: Compared) -> str:
    """The digits that a change harms or helps by more than the noise, the most moved first."""
    ranked = sorted(enumerate(row.digits), key=lambda item: -abs(item[1].difference))
    parts = []
    for word, verb in (("worse", "harms"), ("better", "helps")):
        chosen = [item for item in ranked if verdict(item[1]) == word]
        if chosen:
            digits = listed(f"the {digit} ({_shown(each, 1)})" for digit, each in chosen)
            parts.append(f"{verb} {digits}")
    if not parts:
        return f"*{row.name.capitalize()}* moves no single digit by more than the noise."
    others = sum(each.within_noise for each in row.digits)
    rest = f"; of {count_of(others, 'digit', 'digits')} nothing can be said" if others else ""
    return f"*{row.name.capitalize()}* {listed(parts)}{rest}."


def _judged(found: Difference) -> str:
    """A difference and whether it is more than noise."""
    return f"{_shown(found)} ({'within' if found.within_noise else 'beyond'} the noise)"


def _shown(found: Difference, digits: int = 2) -> str:
    return difference(found.difference, found.interval, digits)
