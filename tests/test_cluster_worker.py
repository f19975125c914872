"""What a worker takes, and what it refuses; see test_cluster.py for workers at work."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import tensorflow as tf

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
    check(job("first", tmp_path), TERMS, at_once=1)


def test_a_worker_of_many_jobs_at_once_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="start it with --nthreads 1"):
        check(job("first", tmp_path), TERMS, at_once=4)


def test_code_that_was_loaded_before_a_change_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = dict.fromkeys(cluster_worker.LOADED, "0" * 64)
    monkeypatch.setattr(cluster_worker, "LOADED", stale)
    with pytest.raises(ValueError, match="found 000000000000; bring its checkout to the client's"):
        check(job("first", tmp_path), TERMS, at_once=1)


def test_other_versions_are_refused(tmp_path: Path) -> None:
    other = replace(TERMS, versions=TERMS.versions | {"numpy": "1.0"})
    with pytest.raises(ValueError, match=r"expected .*numpy 1.0, .* found .*; run make cluster"):
        check(job("first", tmp_path), other, at_once=1)


def test_another_number_of_threads_is_refused(tmp_path: Path) -> None:
    tf.constant(1) + 1
    other = replace(TERMS, threads=threads.own() + 1)
    with pytest.raises(ValueError, match="threads an operation, found TensorFlow running with"):
        check(job("first", tmp_path), other, at_once=1)


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
