from __future__ import annotations

from collections.abc import Sequence

import pytest

from mnist.records import Epoch
from scripts import progress
from scripts.progress import EpochProgress, duration, guarded


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (187, "3:07"), (59.6, "1:00")])
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_time_left_follows_from_the_time_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    times = iter([100.0, 130.0, 160.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(times))
    line = EpochProgress(4)
    line.report("fold 1/2", Epoch(1, 0.25, 0.9, 30.0, 0.125, 0.95), 2)
    line.report("fold 1/2", Epoch(2, 0.2, 0.92, 30.0), 2)
    first, second = capsys.readouterr().out.splitlines()
    assert first == (
        "fold 1/2, epoch 1/2: loss 0.2500, accuracy 0.9000; "
        "validation loss 0.1250, accuracy 0.9500 (30 s, 1:30 left)"
    )
    assert second == "fold 1/2, epoch 2/2: loss 0.2000, accuracy 0.9200 (30 s, 1:00 left)"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ValueError("expected this, found that"), 2, "error: expected this, found that"),
        (FileNotFoundError(2, "No such file", "x.json"), 2, "x.json"),
        (KeyboardInterrupt(), 130, "goes on from here"),
    ],
)
def test_an_expected_error_is_one_line(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    @guarded
    def failing(argv: Sequence[str] | None = None) -> int:
        raise error

    assert failing([]) == code
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    @guarded
    def faulty(argv: Sequence[str] | None = None) -> int:
        raise TypeError("a bug")

    with pytest.raises(TypeError):
        faulty([])
