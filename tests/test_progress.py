from __future__ import annotations

from collections.abc import Sequence

import pytest

from scripts import progress
from scripts.progress import Countdown, duration, guarded


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (187, "3:07"), (59.6, "1:00")])
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_time_left_follows_from_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    countdown = Countdown(40)
    now[0] = 130.0
    assert countdown.left(10) == "1:30"
    now[0] = 160.0
    assert countdown.left(30) == "0:00"


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
