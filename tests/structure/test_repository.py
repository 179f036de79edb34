"""What is committed: complete, consistent, and free of the machine it was written on."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import sincerity
from tests.structure.source import ROOT, committed_files

TEXT_LIMIT_BYTES = 2_000_000

# Put together from pieces, so that this file does not hold what it forbids.
MACHINE_PATHS = tuple(
    "/" + "/".join(parts)
    for parts in (("work", "main"), ("work", "shared"), ("root", ""), ("home", ""), ("opt", "pypi"))
)
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("npm" + "js", "org"),
        ("npm" + "js", "com"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
        ("crates", "io"),
    )
)


def texts() -> dict[str, str]:
    """Return the committed text files by their path."""
    found = {}
    for path in committed_files():
        data = path.read_bytes()
        if len(data) <= TEXT_LIMIT_BYTES:  # hostile files of the corpus need not be UTF-8
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", "replace")
    return found


def test_that_no_committed_file_names_a_machine_path() -> None:
    found = [(n, p) for n, text in texts().items() for p in MACHINE_PATHS if p in text]
    assert [] == found


def test_that_no_committed_file_names_a_registry_host() -> None:
    found = [(n, h) for n, text in texts().items() for h in REGISTRY_HOSTS if h in text]
    assert [] == found


def test_that_no_private_key_or_token_is_committed() -> None:
    begin = "-----" + "BEGIN"
    token = re.compile(r"\b(gh[pousr]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16})\b")
    found = [n for n, text in texts().items() if begin in text or token.search(text)]
    assert [] == found


def test_that_every_requirement_is_pinned_by_hash_and_names_no_place() -> None:
    for name in ("core", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=\S)", text.strip())
        assert len(entries) > 20
        for entry in entries:
            assert re.match(r"[a-z0-9-]+==[^ ]+ \\\n", entry), entry.splitlines()[0]
            assert "--hash=sha256:" in entry
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text


def test_that_the_development_pins_contain_the_core_pins() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9-]+==[^ ]+)", text, flags=re.MULTILINE))

    assert set() == pins("core") - pins("dev")


def test_that_every_dependency_of_the_package_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=]", d)[0].lower().replace(".", "-") for d in project["dependencies"]}
    text = (ROOT / "requirements" / "core.txt").read_text(encoding="utf-8")
    assert set() == names - set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE))


def test_that_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    stated = re.search(r"^version: (\S+)$", citation, flags=re.MULTILINE)
    assert stated is not None
    assert {sincerity.__version__} == {project["version"], stated[1]}


def test_that_continuous_integration_runs_what_a_contributor_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")


def test_that_the_readme_names_only_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", readme))
    assert {"demo", "test"} <= named
    assert set() == named - targets


def test_that_the_readme_names_only_commands_that_exist() -> None:
    from sincerity.cli.app import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:\.venv/bin/)?sincerity ([a-z]+)", readme, flags=re.MULTILINE))
    assert named
    assert set() == named - set(COMMANDS)


def test_that_every_make_target_is_declared_phony_or_made() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert phony is not None
    assert targets == set(phony[1].split())


def fragments() -> list[Path]:
    """Return the changelog fragments."""
    folder = ROOT / "changelog.d"
    return sorted(path for path in folder.glob("*.md") if path.name != "README.md")


def test_that_every_changelog_fragment_says_whether_numbers_change() -> None:
    assert fragments()
    line = re.compile(r"^numbers change: (no|yes, because \S.*)$", flags=re.MULTILINE)
    for path in fragments():
        assert 1 == len(line.findall(path.read_text(encoding="utf-8"))), path.name


def test_that_every_changelog_fragment_is_named_by_kind() -> None:
    name = re.compile(r"[a-z0-9-]+\.(added|changed|fixed|removed)\.md")
    assert [] == [path.name for path in fragments() if not name.fullmatch(path.name)]


def test_that_no_module_is_longer_than_the_limit() -> None:
    limit = 500
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted((ROOT / "src").rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert {} == long


def test_that_no_work_is_left_open_in_the_sources() -> None:
    marks = tuple("".join(letters) for letters in (("TO", "DO"), ("FIX", "ME"), ("X", "XX")))
    found = [
        f"{name}:{number}"
        for name, text in texts().items()
        if name.startswith(("src/", "tests/")) and name.endswith(".py")
        for number, line in enumerate(text.splitlines(), start=1)
        if any(re.search(rf"\b{mark}\b", line) for mark in marks)
    ]
    assert [] == found
