"""What a worker takes, and what it refuses; see test_cluster.py for workers at work."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from mnist.dataset import TRAIN_LABELS, DatasetError
from scripts import cluster, cluster_worker, threads
from scripts.cluster_worker import Files, Terms, check, name_of, own_versions
from scripts.training_data import all_training_data
from scripts.workspace import Workspace
from tests.stand_in_jobs import job

TERMS = Terms(own_versions(), threads.own())


def receive(files: Files, folder: Path) -> Workspace:
    """What a worker has of files that were sent to it."""
    sent: Files = pickle.loads(pickle.dumps(files))
    sent.setup(SimpleNamespace(local_directory=str(folder)))
    return Workspace("full", folder / "workspace")


def test_data_are_the_same_at_a_worker(tmp_path: Path) -> None:
    home = Workspace("full")
    [files] = cluster.shipments([job("first", tmp_path)], home)
    there, here = all_training_data(receive(files, tmp_path)), all_training_data(home)
    assert there.images.tobytes() == here.images.tobytes()
    assert there.labels.tobytes() == here.labels.tobytes()


def test_drawings_are_sent_for_jobs_that_learn_from_them(
    tmp_path: Path, pendigits_file: Path
) -> None:
    root = tmp_path / "root"
    (root / "data" / "pendigits").mkdir(parents=True)
    (root / "data" / "mnist").symlink_to(Workspace("full").data)
    (root / "node_modules").symlink_to(Workspace("full").typefaces)
    (root / "data" / "pendigits" / pendigits_file.name).symlink_to(pendigits_file)
    one = job("first", tmp_path)
    drawn = replace(one, plan=replace(one.plan, dataset={pendigits_file.name: "its checksum"}))
    _, files = cluster.shipments([drawn], Workspace("full", root))
    there = receive(files, tmp_path)
    assert (there.pendigits / pendigits_file.name).read_bytes() == pendigits_file.read_bytes()
    assert len(list(there.typefaces.rglob("*.woff"))) > 10


def test_changed_data_are_refused_by_their_checksum(tmp_path: Path) -> None:
    home = Workspace("full")
    [files] = cluster.shipments([job("first", tmp_path)], home)
    there = receive(files, tmp_path)
    labels = there.data / TRAIN_LABELS.name
    content = bytearray(labels.read_bytes())
    content[-1] = (content[-1] + 1) % 10
    labels.write_bytes(content)
    with pytest.raises(DatasetError, match="expected SHA-256"):
        all_training_data(there)


def test_what_is_equal_is_taken(tmp_path: Path) -> None:
    check(job("first", tmp_path), TERMS)


def test_other_source_is_refused(tmp_path: Path) -> None:
    one = job("first", tmp_path)
    stale = replace(one, plan=replace(one.plan, source="0" * 64))
    with pytest.raises(ValueError, match=r"the digest 000000000000, found .*; bring its"):
        check(stale, TERMS)


def test_a_worker_that_may_start_no_process_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = SimpleNamespace(daemon=True)
    monkeypatch.setattr(cluster_worker, "current_process", lambda: daemon)
    with pytest.raises(ValueError, match="start it with --no-nanny"):
        check(job("first", tmp_path), TERMS)


def test_other_versions_are_refused(tmp_path: Path) -> None:
    other = replace(TERMS, versions=TERMS.versions | {"numpy": "1.0"})
    with pytest.raises(ValueError, match=r"expected .*numpy 1.0, .* found .*; run make cluster"):
        check(job("first", tmp_path), other)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a", "worker a"),
        (0, "worker 0"),
        ("tcp://127.0.0.1:4001", "worker 127.0.0.1:4001"),
        (None, "worker 127.0.0.1:4002"),
    ],
)
def test_workers_have_names(name: object, said: str) -> None:
    assert name_of(name, "tcp://127.0.0.1:4002") == said
