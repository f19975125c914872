from __future__ import annotations

import json
import sys

import pytest

from mnist.config import BASELINE
from mnist.export import ExportError, export
from mnist.train import new_model

COPY_LISTING = """
import json, os, pathlib, sys
saved, converted = map(pathlib.Path, sys.argv[-2:])
converted.mkdir()
(converted / "model.json").write_text(json.dumps({"z": 1, "found": os.listdir(saved)}))
"""


def test_the_converter_is_given_a_saved_model() -> None:
    files = export(new_model(BASELINE, 1), [sys.executable, "-c", COPY_LISTING])
    assert "saved_model.pb" in json.loads(files["model.json"])["found"]


def test_the_graph_has_its_keys_in_order() -> None:
    files = export(new_model(BASELINE, 1), [sys.executable, "-c", COPY_LISTING])
    assert list(json.loads(files["model.json"])) == ["found", "z"]


def test_a_converter_that_fails_is_quoted() -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('no such operation')"]
    with pytest.raises(ExportError, match="ended with code 1: no such operation"):
        export(new_model(BASELINE, 1), failing)
