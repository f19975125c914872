"""What holds of any input that has the right form."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.exceptions import PluginError

from mnist import artefacts
from mnist.artefacts import ArtefactError
from mnist.records import Array
from scripts import site_projects
from scripts.containers import LocalError, open_archive, open_container

NAMES = ("digits", "digits.Z")
FIELDS = ("title", "summary", "date", "tags", "status", "cover", "links", "metrics", "featured")

steps = st.sampled_from(["..", ".", "", "a", "digits", "digits.Z", "C:", "~", "\\", "é", " "])
paths = st.lists(steps, min_size=1, max_size=7).map("/".join)
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.dates()
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["title", "url", "label", "value"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), values))
def test_front_matter_of_any_values_is_read_or_refused(fields: dict[str, Any]) -> None:
    page = f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n# A page\n"
    with suppress(PluginError):
        about = site_projects.parse.__wrapped__("page.md", page)
        assert about.title.strip()
        assert about.tags


@settings(deadline=None)
@given(st.dictionaries(paths, st.binary(max_size=20), min_size=1, max_size=5))
def test_a_zip_of_any_names_gives_what_is_in_it(files: dict[str, bytes]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    with suppress(LocalError), open_archive(stream, "copy", NAMES) as container:
        chosen = container.choose(NAMES, "digits")
        assert chosen.name in NAMES
        assert container.read(chosen, lambda found, _: found.read(99)) in files.values()


@settings(deadline=None)
@given(
    dtype=st.sampled_from(["|u1", "<f4", ">i2", "|b1", "<U9", "|O", "V3", ""])
    | st.text(max_size=5),
    shape=st.lists(st.integers() | st.integers(-2, 4), max_size=70),
    packed=st.sampled_from([artefacts.encode(np.arange(8)).zlib, "", "AAAA", "="]),
)
def test_a_packed_array_of_any_form_has_its_shape_or_is_refused(
    dtype: str, shape: list[int], packed: str
) -> None:
    with suppress(ArtefactError):
        assert list(artefacts.decode(Array(dtype, shape, packed)).shape) == shape


@pytest.mark.parametrize("target", ["digits", "nothing"], ids=["itself", "nothing"])
def test_a_link_that_leads_nowhere_is_no_file(target: str, tmp_path: Path) -> None:
    (tmp_path / "digits").symlink_to(tmp_path / target)
    with pytest.raises(LocalError), open_container(tmp_path, NAMES) as container:
        container.choose(NAMES, "digits")


def test_a_link_in_a_zip_is_its_text_and_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    link = zipfile.ZipInfo("digits")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, str(tmp_path / "secret"))
    with open_archive(stream, "copy", NAMES) as container:
        content = container.read(container.choose(NAMES, "digits"), lambda found, _: found.read())
    assert content == str(tmp_path / "secret").encode()
