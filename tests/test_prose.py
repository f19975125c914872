"""Tests of scripts.prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from mnist.records import Ablation, CrossValidation, FoldScore, Overfitting
from scripts.prose import texts
from scripts.prose.ablation import augmentation, balance, changes, flipping, noise
from scripts.prose.overfitting import overfitting
from scripts.prose.rivals import augmented, sign_test
from scripts.results import Scores
from tests.example_results import example, made_up_difference

RESULTS = example()
STUDY = RESULTS.ablation


@pytest.mark.parametrize("name", texts(RESULTS))
def test_every_text_is_one_paragraph_of_whole_sentences(name: str) -> None:
    text = texts(RESULTS)[name]
    assert text.endswith(".\n")
    assert "\n" not in text[:-1]
    assert "  " not in text
    assert text[0].isupper() or text[0].isdigit()


def folds(losses: Sequence[Sequence[float]]) -> CrossValidation:
    """Folds with these validation losses, and accuracies of 0.98 and then 0.99."""
    base = example(folds=len(losses), epochs=len(losses[0])).cross_validation
    curves = np.array(losses)
    mean, last = curves.mean(axis=0), curves.shape[1] - 1
    best = int(mean.argmin())
    return replace(
        base,
        folds=[_fold(fold, curve) for fold, curve in zip(base.folds, losses, strict=True)],
        mean_accuracy=0.99,
        overfitting=Overfitting(
            best_epoch=best + 1,
            best_loss=float(mean[best]),
            last_loss=float(mean[last]),
            rise=float(mean[last] / mean[best] - 1),
            folds_past_best=int((curves.argmin(axis=1) < last).sum()),
            training_accuracy=0.999,
            gap=0.009,
        ),
    )


def _fold(fold: FoldScore, losses: Sequence[float]) -> FoldScore:
    epochs = [
        replace(epoch, loss=0.5 / number, validation_loss=loss, validation_accuracy=accuracy)
        for number, (epoch, loss, accuracy) in enumerate(
            zip(fold.epochs, losses, [0.98, 0.98, 0.99][-len(losses) :], strict=True), 1
        )
    ]
    return replace(fold, epochs=epochs)


def test_a_loss_that_rises_in_every_fold_is_overfitting() -> None:
    text = overfitting(folds([[0.5, 0.1, 0.2], [0.5, 0.1, 0.21], [0.5, 0.1, 0.19]]))
    assert "lowest after epoch 2 (0.1000) and 0.2000 after epoch 3, 100.0\u202f% higher" in text
    assert "in 3 of 3 folds it was lowest before the last epoch" in text
    assert "a standard error of 0.0058 over the folds, is more than chance explains" in text
    assert "training loss went from 0.2500 to 0.1667" in text
    assert "validation accuracy from 98.00\u202f% to 99.00\u202f%" in text
    assert text.endswith("of those they did not: 0.90 percentage points less.\n")


def test_a_rise_that_the_folds_disagree_on_is_not() -> None:
    text = overfitting(folds([[0.5, 0.1, 0.05], [0.5, 0.1, 0.2], [0.5, 0.1, 0.06]]))
    assert "no more than chance explains: by this measure overfitting does not show" in text


def test_a_loss_that_still_falls_did_no_harm() -> None:
    text = overfitting(folds([[0.5, 0.2, 0.1], [0.5, 0.2, 0.1]]))
    assert text.startswith("Mean validation loss is lowest after the last epoch, 3 (0.1000)")
    assert "chance" not in text


def test_one_epoch_is_no_curve() -> None:
    text = overfitting(folds([[0.5], [0.6]]))
    assert text.startswith("After a single epoch there is no curve")
    assert "99.90\u202f%" in text


def test_a_network_that_reads_unknown_images_better_is_not_said_to_read_them_worse() -> None:
    result = folds([[0.5], [0.6]])
    better = replace(result, overfitting=replace(result.overfitting, gap=-0.004))
    assert overfitting(better).endswith("0.40 percentage points more.\n")


def study(
    differences: dict[str, float], digits: dict[str, Sequence[float]] | None = None
) -> Ablation:
    """The study with these differences, and none elsewhere; half an interval is 0.0018."""
    by_digit = digits or {}
    rows = [
        replace(
            row,
            difference=made_up_difference(differences.get(row.name, 0.0), 0.0018),
            digits=[made_up_difference(each, 0.006) for each in by_digit.get(row.name, [0.0] * 10)],
        )
        if row.against
        else row
        for row in STUDY.rows
    ]
    return replace(STUDY, rows=rows)


def test_changes_are_told_by_what_they_do_the_best_first() -> None:
    result = study(
        {"rotation": 0.003, "shift": 0.005, "zoom": -0.002, "shear": -0.0002, "thickness": 0.001}
    )
    assert changes(result, "augmentation") == (
        "Compared with *baseline*, in percentage points: "
        "*shift* (+0.50\u00a0±\u202f0.18) and *rotation* (+0.30\u00a0±\u202f0.18) do better by "
        "more than the noise; *zoom* (−0.20\u00a0±\u202f0.18) does worse by more than the noise; "
        "*thickness* (+0.10\u00a0±\u202f0.18), *rotation, zoom and shift* (0.00\u00a0±\u202f0.18) "
        "and *shear* (−0.02\u00a0±\u202f0.18) stay within the noise.\n"
    )


def test_where_all_is_noise_nothing_else_is_said() -> None:
    text = changes(study({}), "optimiser")
    assert "better" not in text
    assert "worse" not in text
    assert text.endswith("stay within the noise.\n")


def test_the_study_says_how_far_its_distortions_go() -> None:
    text = augmentation(STUDY)
    assert text.startswith(changes(STUDY, "augmentation").strip())
    assert text.endswith(
        "The study limits rotation to 10°, zoom to 10\u202f%, shift to 1.5 pixels, shear to 0.2 "
        "and thickness to 50\u202f%.\n"
    )
    flips = [each for each in STUDY.run.config["ablation"]["variations"] if each["group"] == "flip"]
    run = replace(STUDY.run, config={"ablation": {"variations": flips}})
    assert augmentation(replace(STUDY, run=run)) == changes(STUDY, "augmentation")


def test_a_group_that_was_not_tried_is_said_to_be_so() -> None:
    alone = replace(STUDY, rows=[row for row in STUDY.rows if row.group in {"baseline", "flip"}])
    assert changes(alone, "network") == balance(alone, 5) == "This run tried none of them.\n"


def test_balance_is_compared_with_its_own_reference_and_told_for_the_rarest_digit() -> None:
    many = "rotation, zoom and shift, class 5 over-sampled"
    result = study(
        {many: 0.002}, {many: [0, 0, 0, 0, 0, 0.011, 0, 0, 0, 0], "class weights": [-0.001] * 10}
    )
    text = balance(result, 5)
    assert "Compared with *baseline*, in percentage points: *class weights* (0.00" in text
    assert (
        f"Compared with *rotation, zoom and shift*, in percentage points: *{many}* (+0.20" in text
    )
    assert text.endswith(
        "For the 5 alone it is −0.10\u00a0±\u202f0.60 (within the noise) with *class weights* and "
        f"+1.10\u00a0±\u202f0.60 (beyond the noise) with *{many}*.\n"
    )


def test_digits_that_flipping_harms_and_helps_are_named() -> None:
    harmed = [0.0, 0.009, -0.02, 0.0, 0.0, -0.03, 0.0, 0.0, 0.0, 0.0]
    text = flipping(study({}, {"flip left to right": harmed}))
    assert (
        "*Flip left to right* harms the 5 (−3.0\u00a0±\u202f0.6) and the 2 "
        "(−2.0\u00a0±\u202f0.6) and helps the 1 (+0.9\u00a0±\u202f0.6); of 7 digits nothing can "
        "be said."
    ) in text
    assert "*Flip top to bottom* moves no single digit by more than the noise." in text


@pytest.mark.parametrize(
    ("differences", "said"),
    [({}, "none do."), ({"zoom": 0.01}, "1 does."), ({"zoom": 0.01, "shift": 0.01}, "2 do.")],
)
def test_chance_is_held_against_what_stands_out(differences: dict[str, float], said: str) -> None:
    text = noise(study(differences))
    assert f"about 0.9 of 18 such intervals would still miss zero, by chance; {said}" in text
    assert "moves by 0.07 percentage points" in text


def rival(gain: float, lost: int, gained: int) -> str:
    """The text for folds that all gain as much, and so many images that only one reads."""
    base = RESULTS.protocol["baseline"]
    shared, alone, new = _misread(base, 5 + gained + lost, 5, gained)
    scores = base.cross_validation
    better = [replace(fold, accuracy=fold.accuracy + gain) for fold in scores.folds]
    return augmented(
        {
            "baseline": _scores(base, base.cross_validation, shared + alone),
            "augmented": _scores(base, replace(scores, folds=better), shared + new),
        }
    )


def _misread(base: Scores, count: int, both: int, first: int) -> tuple[list, list, list]:  # type: ignore[type-arg]
    images = [replace(base.evaluation.test.misread[0], index=index) for index in range(count)]
    return images[:both], images[both : both + first], images[both + first :]


def _scores(base: Scores, folds: CrossValidation, misread: list) -> Scores:  # type: ignore[type-arg]
    test = replace(base.evaluation.test, misread=misread)
    return Scores(folds, replace(base.evaluation, test=test))


def test_a_gain_in_every_fold_and_on_the_test_images_is_told() -> None:
    text = rival(0.002, lost=10, gained=40)
    assert text.startswith("In 3 of 3 folds the augmented network reads more of the same")
    assert "0.20 percentage points higher (+0.20 to +0.20 from fold to fold)" in text
    assert "5 are misread by both final networks, 40 only by the baseline and 10 only" in text
    assert text.endswith(
        "in less than 0.1\u202f% of all trials: more than chance explains, for augmentation.\n"
    )


def test_a_loss_is_told_as_such() -> None:
    text = rival(-0.002, lost=40, gained=20)
    assert text.startswith("In 0 of 3 folds")
    assert "0.20 percentage points lower" in text
    assert text.endswith("more than chance explains, against augmentation.\n")


def test_a_few_images_more_are_put_down_to_chance() -> None:
    assert rival(0.0, lost=12, gained=15).endswith("no more than chance explains.\n")


@pytest.mark.parametrize(("one", "other"), [(0, 0), (1, 0), (7, 7), (3, 12), (40, 20)])
def test_the_sign_test_is_the_exact_one(one: int, other: int) -> None:
    expected = binomtest(one, one + other).pvalue if one + other else 1.0
    assert sign_test(one, other) == pytest.approx(expected)
