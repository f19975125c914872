"""Everything in turn, round after round, so that what else the machine does falls on all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scripts.jobs_benchmark.model import passes
from scripts.jobs_benchmark.order import Order
from scripts.jobs_benchmark.processes import Trial
from scripts.progress import Countdown, say

Run = Callable[[Order], Trial]
Rounds = dict[Order, list[Trial]]
# About so many images through the network take as long as a process or a job takes to begin.
START = 50_000


def measure(orders: Sequence[Order], rounds: int, run: Run) -> Rounds:
    """Every order once a round, another one first each time.

    Args:
        orders: no two alike.
        rounds: how many.
        run: does what an order says.

    Returns:
        Its trials by order, a round each.
    """
    countdown = Countdown(rounds * sum(weight(each) for each in orders))
    found: Rounds = {each: [] for each in orders}
    for number in range(rounds):
        turn = number % len(orders)
        for order in [*orders[turn:], *orders[:turn]]:
            trial = run(order)
            found[order].append(trial)
            say(
                f"jobs benchmark: round {number + 1}/{rounds}, {order.title}: "
                f"{trial.cost.seconds:.1f} s, accuracy {trial.answer.accuracy:.4f} "
                f"({countdown.left(weight(order))} left)"
            )
    return found


def weight(order: Order) -> int:
    """About how long an order takes, beside others."""
    processes = 1 if order.workers is None else 1 + order.folds
    begun = processes + order.folds
    return START * begun + passes(order.folds, order.images, order.epochs)
