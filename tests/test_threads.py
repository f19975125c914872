from __future__ import annotations

import pytest
import tensorflow as tf

from scripts import threads


def test_a_process_keeps_the_number_that_it_began_with() -> None:
    tf.constant(1) + 1
    threads.use(threads.own())
    with pytest.raises(ValueError, match=rf"expected {threads.own() + 1} threads .* found"):
        threads.use(threads.own() + 1)
