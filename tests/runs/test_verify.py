"""Verification finds any changed byte and any missing, added or renamed file."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from sincerity.errors import VerificationError
from sincerity.runs.canonical import canonical_json
from sincerity.runs.record import fingerprint
from sincerity.runs.run import Run
from sincerity.runs.verify import verify_run
from sincerity.runs.writer import write_run
from tests.runs.fake_run import fake_inputs, fake_result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_run(fake_inputs(), fake_result(), tmp_path / "run", report=False).folder


def kinds(folder: Path) -> list[str]:
    return [problem.kind for problem in verify_run(folder)]


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_that_every_one_of_1000_bit_flips_is_found(folder: Path) -> None:
    draw = random.Random(20)
    files = files_of(folder)
    for _ in range(1000):
        path = draw.choice(files)
        original = path.read_bytes()
        damaged = bytearray(original)
        damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
        path.write_bytes(damaged)
        assert verify_run(folder), path.name
        path.write_bytes(original)
    assert verify_run(folder) == []


def test_that_every_one_of_1000_truncations_is_found(folder: Path) -> None:
    draw = random.Random(21)
    files = files_of(folder)
    for _ in range(1000):
        path = draw.choice(files)
        original = path.read_bytes()
        path.write_bytes(original[: draw.randrange(len(original))])
        assert verify_run(folder), path.name
        path.write_bytes(original)
    assert verify_run(folder) == []


def test_that_a_missing_file_is_named(folder: Path) -> None:
    (folder / "bulletins.parquet").unlink()
    assert [(p.kind, p.file) for p in verify_run(folder)] == [("missing", "bulletins.parquet")]


def test_that_an_added_file_is_named(folder: Path) -> None:
    (folder / "resolved" / "more.yaml").write_text("x")
    assert [(p.kind, p.file) for p in verify_run(folder)] == [("added", "resolved/more.yaml")]


def test_that_an_added_empty_folder_is_named(folder: Path) -> None:
    (folder / "more").mkdir()
    assert [(p.kind, p.file) for p in verify_run(folder)] == [("added", "more")]


def test_that_a_renamed_file_is_named_with_its_old_name(folder: Path) -> None:
    (folder / "tallies.parquet").rename(folder / "old.parquet")
    (problem,) = verify_run(folder)
    assert (problem.kind, problem.file) == ("renamed", "old.parquet")
    assert "tallies.parquet" in problem.sentence


def test_that_two_files_that_swapped_names_are_found(folder: Path) -> None:
    (folder / "metrics.parquet").rename(folder / "x")
    (folder / "tallies.parquet").rename(folder / "metrics.parquet")
    (folder / "x").rename(folder / "tallies.parquet")
    assert kinds(folder) == ["changed", "changed"]


def test_that_a_link_in_place_of_a_file_is_found(folder: Path, tmp_path: Path) -> None:
    path = folder / "metrics.parquet"
    path.rename(tmp_path / "elsewhere.parquet")
    path.symlink_to(tmp_path / "elsewhere.parquet")
    assert "missing" in kinds(folder)


def test_that_a_space_added_to_the_record_is_found(folder: Path) -> None:
    path = folder / "record.json"
    path.write_bytes(path.read_bytes() + b" ")
    assert kinds(folder) == ["record"]


def test_that_a_seed_rewritten_in_the_record_is_found(folder: Path) -> None:
    record = json.loads((folder / "record.json").read_text())
    record["run"]["seed"] = 7
    (folder / "record.json").write_bytes(canonical_json(record))
    assert kinds(folder) == ["record"]


def test_that_a_code_version_rewritten_with_its_fingerprint_breaks_the_input_hash(
    folder: Path,
) -> None:
    record = json.loads((folder / "record.json").read_text())
    record["code"]["version"] = "9.9.9"
    record["fingerprint"] = fingerprint(record)
    (folder / "record.json").write_bytes(canonical_json(record))
    assert kinds(folder) == ["record"]


def test_that_a_newer_format_is_refused_with_a_sentence(folder: Path) -> None:
    record = json.loads((folder / "record.json").read_text())
    record["format"] = 2
    (folder / "record.json").write_bytes(canonical_json(record))
    (problem,) = verify_run(folder)
    assert problem.kind == "newer_format"
    assert "Install a newer version" in problem.sentence
    with pytest.raises(VerificationError, match="Install a newer version"):
        Run(folder)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"kind": "sincerity run"}',
        b'{"kind": "sincerity run", "format": true, "files": []}',
        b'{"kind": "sincerity run", "format": 1, "files": {"../x": {}}}',
        b'{"kind": "sincerity run", "format": 1, "files": {"/etc/passwd": 3}, "x": NaN}',
        b'{"kind": "sincerity run", "format": 1, "files": null}',
    ],
)
def test_that_a_hostile_record_is_a_problem_and_not_a_crash(folder: Path, content: bytes) -> None:
    (folder / "record.json").write_bytes(content)
    assert verify_run(folder)


def test_that_a_record_cannot_make_verify_look_outside_the_folder(folder: Path) -> None:
    record = json.loads((folder / "record.json").read_text())
    record["files"]["../secret"] = {"bytes": 1, "sha256": "0" * 64}
    record["fingerprint"] = fingerprint(record)
    (folder / "record.json").write_bytes(canonical_json(record))
    (problem,) = verify_run(folder)
    assert "not valid" in problem.sentence


def test_that_an_absent_folder_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    (problem,) = verify_run(folder)
    assert problem.kind == "no_run"
    assert problem.beside(folder) == f"{folder}: there is no such folder"


def test_that_a_folder_without_a_record_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    assert kinds(tmp_path) == ["no_run"]
