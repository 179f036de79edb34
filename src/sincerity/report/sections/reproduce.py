"""How to run the same again and how to check that nothing was changed."""

from __future__ import annotations

import json
import shlex

from sincerity import library
from sincerity.report.facts import OFFICE, Facts
from sincerity.report.model import Cell, Code, Col, Section, Table

DEFAULT = "base"


def command(facts: Facts) -> str:
    """Return the command that makes the same run."""
    about = facts.about
    words = ["sincerity", "run", about["scheme"], "--society", about["society"]]
    words += ["--months", str(about["months"]), "--seed", str(about["seed"])]
    if about["replicate"]:
        words += ["--replicate", str(about["replicate"])]
    for option in ("conduct", "parameters", "institutions"):
        if about.get(option, DEFAULT) not in (DEFAULT, None):
            words += [f"--{option}", about[option]]
    words += _stage(facts)
    for name, value in sorted(about["settings"].items()):
        words += ["--setting", f"{name}={value}"]
    for name, value in sorted(about["overrides"].items()):
        words += ["--set", f"{name}={value}"]
    return shlex.join(words)


def _stage(facts: Facts) -> list[str]:
    """Return the option that sets how far agencies share, where it is not the scheme's own."""
    integration = facts.about.get("integration", OFFICE)
    return [] if integration == facts.scheme.integration else ["--integration", integration]


def is_shipped(facts: Facts) -> bool:
    """Say whether every input has a name that this package ships, so that names are enough."""
    shipped = {
        "scheme": library.scheme_names(),
        "society": library.society_names(),
        "conduct": library.conduct_names(),
        "parameters": library.parameters_names(),
        "institutions": (*library.institutions_names(), None),
    }
    return all(facts.about.get(kind) in names for kind, names in shipped.items())


def from_resolved(facts: Facts) -> str:
    """Return the command that makes the same run from the files kept beside it."""
    about = facts.about
    words = ["sincerity", "run", "resolved/scheme.yaml", "--society", "resolved/society.yaml"]
    words += ["--conduct", "resolved/conduct.yaml", "--parameters", "resolved/parameters.yaml"]
    if facts.institutions is not None:
        words += ["--institutions", "resolved/institutions.yaml"]
    words += _stage(facts)
    words += ["--months", str(about["months"]), "--seed", str(about["seed"])]
    if about["replicate"]:
        words += ["--replicate", str(about["replicate"])]
    return shlex.join(words)


def python(facts: Facts) -> str:
    """Return the Python that makes the same run."""
    about = facts.about
    parts = [json.dumps(about["scheme"]), json.dumps(about["society"])]
    parts += [f"months={about['months']}", f"seed={about['seed']}"]
    if about["replicate"]:
        parts.append(f"replicate={about['replicate']}")
    if about["settings"]:
        parts.append(f"settings={dict(sorted(about['settings'].items()))!r}")
    if about["overrides"]:
        parts.append(f"set={dict(sorted(about['overrides'].items()))!r}")
    for option in ("conduct", "parameters", "institutions"):
        if about.get(option, DEFAULT) not in (DEFAULT, None):
            parts.append(f"{option}={json.dumps(about[option])}")
    parts += [f"integration={json.dumps(stage)}" for stage in _stage(facts)[1:]]
    return (
        f"import sincerity as lab\n\nrun = lab.Study({', '.join(parts)}).run()\nprint(run.digest)"
    )


def build(facts: Facts) -> Section:
    """Return what made the run, with its hashes."""
    record = facts.run.record
    environment = record["environment"]
    rows: list[list[Cell]] = [
        ["Digest of the final state", record["digest"]],
        ["Hash of all inputs and code", record["input_hash"]],
        ["Seed, replicate", f"{facts.about['seed']}, {facts.about['replicate']}"],
        ["Version of sincerity", record["code"]["version"]],
        ["Hash of its source files", record["code"]["source_sha256"]],
        ["Python", f"{environment['implementation']} {environment['python']}"],
        ["Platform", environment["platform"]],
        *([name, version] for name, version in sorted(environment["dependencies"].items())),
        ["Made by", _made_by(facts)],
        ["Finished (UTC)", facts.about["finished"]],
    ]
    return Section(
        id="reproduce",
        title="How to run this again",
        paragraphs=[
            "The same inputs, seed and version give the same digest, whatever the machine, the "
            "number of threads or the order of work.",
        ],
        code=[
            *(
                [
                    Code("On the command line:", command(facts)),
                    Code("In Python:", python(facts)),
                ]
                if is_shipped(facts)
                else []
            ),
            Code("From the files kept in the run folder:", from_resolved(facts)),
        ],
        tables=[Table("What made this run", [Col("What"), Col("Value")], rows)],
        after=[
            "The run folder holds a record with the size and SHA-256 of every file. "
            "`sincerity verify FOLDER` compares them. It detects change; it does not prove "
            "authorship."
        ],
    )


def _made_by(facts: Facts) -> str:
    """Say whether the package's code alone took part, and what that does not show."""
    record = facts.run.record
    if record["certified"]:
        return "the package's code alone; a local edit of the package cannot be told from a release"
    return "the package's code and code from outside it: " + "; ".join(
        record["not_certified_because"]
    )
