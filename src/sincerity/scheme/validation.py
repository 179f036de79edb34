"""Check plain data against a model, and say every fault with its place and a way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.model_keys import key_owners, keys_at
from sincerity.scheme.nodes import Faulty, Locations, Path
from sincerity.scheme.suggest import closest, did_you_mean

__all__ = ["describe", "in_file_order", "validate_model", "validation_faults"]

Model = TypeVar("Model", bound=BaseModel)

_ITEM_NAMES = {
    "rules": "rule",
    "lists": "list",
    "sanctions": "sanction",
    "perks": "perk",
    "bands": "band",
    "dimensions": "dimension",
    "sources": "source",
    "settings": "setting",
    "options": "option",
    "kinds": "kind",
    "stages": "stage",
    "cases": "case",
    "given": "given event",
    "expect": "expectation",
    "parameters": "parameter",
}
_WRONG_TYPE = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "decimal_type": "a number",
}
_WANTED = {"int": "a whole number", "number": "a number", "text": "text"}


def validate_model(
    model: type[Model], data: Any, locations: Locations, file: str | None = None
) -> Model:
    """Return `data` as a `model`, or raise every fault at once.

    Faults that the reader kept in `locations` are raised together with those of the model.

    Parameters
    ----------
    file
        Not needed for messages (places know their file); accepted for callers that have it.

    Raises
    ------
    InputFileError
        With all diagnostics, in file order.
    """
    found, faults = validation_faults(model, data, locations)
    faults = [*locations.faults, *faults]
    if faults or found is None:
        raise InputFileError(in_file_order(faults))
    return found


def in_file_order(faults: list[Diagnostic]) -> list[Diagnostic]:
    """Sort diagnostics by file, line and column, keeping one of identical ones."""
    seen = dict.fromkeys(faults)
    return sorted(seen, key=lambda d: (d.file, d.line, d.column, d.code))


def validation_faults(
    model: type[Model], data: Any, locations: Locations
) -> tuple[Model | None, list[Diagnostic]]:
    """Return the model if `data` fits it, and every fault otherwise."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    except RecursionError:
        return None, [locations.diagnostic("E113", (), "the file is nested too deeply")]
    misspelt = _misspelt(model, details)
    faults = []
    for detail in details:
        if isinstance(detail["input"], Faulty):
            continue  # the reader has reported this value
        if detail["type"] == "missing" and tuple(detail["loc"]) in misspelt:
            continue  # the same slip, reported as an unknown key
        if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # only well-formed entries were counted; the others are reported
        faults.append(_diagnostic(model, detail, data, locations))
    return None, faults


def describe(path: Path, data: Any) -> str:
    """Name a place in words: rule 'red_light', source 'xinhua-2014', the file.

    Parameters
    ----------
    path
        Keys and indices from the root.
    data
        The plain data, from which ids of list items are taken.
    """
    words = []
    here = data
    previous: str | int | None = None
    for step in path:
        here = _step(here, step)
        noun = _ITEM_NAMES.get(previous) if isinstance(previous, str) else None
        if isinstance(step, int):
            name = _step(here, "id") or _step(here, "name")
            label = f"'{name[:60]}'" if isinstance(name, str) else f"number {step + 1}"
            words.append(f"{noun or 'item'} {label}")
        elif noun is not None:
            words.append(f"{noun} '{step[:60]}'")
        elif step not in _ITEM_NAMES:
            words.append(f"'{step[:60]}'")
        previous = step
    if not words:
        if path and isinstance(path[-1], str):
            return f"'{path[-1]}'"
        return "the file"
    return " of ".join(reversed(words[-2:]))


def _misspelt(model: type[BaseModel], details: Sequence[Any]) -> set[Path]:
    """Return the paths of keys that are missing because a key beside them is misspelt."""
    found: set[Path] = set()
    missing = {tuple(d["loc"]) for d in details if d["type"] == "missing"}
    for detail in details:
        path = tuple(detail["loc"])
        if detail["type"] != "extra_forbidden" or not path:
            continue
        beside = [p[-1] for p in missing if p[:-1] == path[:-1]]
        meant = closest(str(path[-1]), keys_at(model, path[:-1]))
        if meant is not None and meant in beside:
            found.add((*path[:-1], meant))
    return found


def _diagnostic(model: type[BaseModel], detail: Any, data: Any, locations: Locations) -> Diagnostic:
    """Turn one fault of pydantic into one of ours."""
    path: Path = tuple(detail["loc"])
    kind: str = detail["type"]
    context: dict[str, Any] = detail.get("ctx") or {}
    where = describe(_written(path[:-1], data), data)
    if kind == "missing":
        return locations.diagnostic(
            "E102", path[:-1], f"{where} has no '{path[-1]}'", help=f"add '{path[-1]}: ...'"
        )
    if kind == "extra_forbidden":
        return _unknown_key(model, path, where, data, locations)
    if detail["input"] is None:
        return locations.diagnostic(
            "E126", path, f"{describe(_written(path, data), data)} is empty", help="give a value"
        )
    if kind in {"literal_error", "E104"}:
        return _wrong_word(path, detail, data, locations)
    what = describe(_written(path, data), data)
    if kind in _WRONG_TYPE or kind == "E105":
        wanted = _WRONG_TYPE.get(kind) or {
            "int": "a whole number",
            "number": "a number",
            "text": "text",
        }.get(str(context.get("wanted")), "another kind of value")
        hint = _type_hint(detail["input"], wanted)
        return locations.diagnostic("E105", path, f"{what} must be {wanted}", hint=hint)
    if kind in {"too_long", "too_short"}:
        limit = context.get("max_length", context.get("min_length"))
        bound = "at most" if kind == "too_long" else "at least"
        sentence = f"{what} may hold {bound} {limit} entries, not {context.get('actual_length')}"
        return locations.diagnostic("E129", path, sentence)
    if kind in {"string_too_long", "string_too_short"}:
        limit = context.get("max_length", context.get("min_length"))
        bound = "at most" if kind == "string_too_long" else "at least"
        return locations.diagnostic("E130", path, f"{what} must have {bound} {limit} characters")
    if kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        sentence = f"{what}: {detail['msg'].removeprefix('Input should be ')} is wanted"
        return locations.diagnostic("E106", path, sentence)
    message = detail["msg"]
    known = [word for word in str(context.get("known", "")).split("|") if word]
    given = str(context.get("unit", ""))
    code = kind if _is_code(kind) else "E105"
    return locations.diagnostic(
        code,
        path,
        f"{what}: {message}",
        hint=did_you_mean(given, known) if known else "",
        help=str(context.get("help", "")),
    )


def _unknown_key(
    model: type[BaseModel], path: Path, where: str, data: Any, locations: Locations
) -> Diagnostic:
    """Report a key that does not exist here, with what was probably meant."""
    key = str(path[-1])
    here = keys_at(model, path[:-1])
    owners = [p for p in key_owners(model).get(key, []) if p != f"'{path[-1]}'"]
    hint = f"belongs on {' or '.join(owners[:3])}" if owners else did_you_mean(key, here)
    known = ", ".join(f"'{k}'" for k in here[:20])
    return locations.diagnostic(
        "E103",
        path,
        f"unknown key '{key[:60]}' in {where}",
        key=True,
        hint=hint,
        help=f"known here: {known}" if known else "",
    )


def _wrong_word(path: Path, detail: Any, data: Any, locations: Locations) -> Diagnostic:
    """Report a word that is not one of those accepted."""
    context = detail.get("ctx") or {}
    if "known" in context:
        words = str(context["known"]).split("|")
    else:
        words = [
            w.strip("'") for w in str(context.get("expected", "")).replace(" or ", ", ").split(", ")
        ]
    given = detail["input"]
    shown = given[:60] if isinstance(given, str) else str(given)[:60]
    hint = did_you_mean(shown, words)
    what = describe(_written(path, data), data)
    return locations.diagnostic(
        "E104",
        path,
        f"'{shown}' is not accepted for {what}",
        hint=hint,
        help=f"one of: {', '.join(words)}",
    )


def _type_hint(given: Any, wanted: str) -> str:
    """Return what to do about a value of the wrong type."""
    if wanted == "true or false" and isinstance(given, str):
        yes, no = {"yes", "on", "y"}, {"no", "off", "n"}
        if given.lower() in yes | no:
            return f"write {'true' if given.lower() in yes else 'false'}"
    if wanted == "text" and not isinstance(given, (dict, list)):
        return "put it in quotes"
    if isinstance(given, str) and given.rstrip().endswith("%"):
        return "write a share between 0 and 1"
    names = {dict: "a mapping", list: "a list", str: "text", bool: "true or false"}
    name = names.get(type(given))
    return f"this is {name}" if name is not None else ""


def _written(path: Path, data: Any) -> Path:
    """Cut a path where the file has no such step (a value written in short form)."""
    here = data
    for depth, step in enumerate(path):
        below = _step(here, step)
        if below is None:
            return path[:depth] if not _has(here, step) else path[: depth + 1]
        here = below
    return path


def _has(data: Any, step: str | int) -> bool:
    """Tell whether plain data have a step, even with an empty value."""
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)


def _step(data: Any, step: str | int) -> Any:
    """Go one step down in plain data; None where there is nothing."""
    if isinstance(data, dict):
        return data.get(step) if isinstance(step, str) else None
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return None


def _is_code(text: str) -> bool:
    """Tell whether an error type is one of our codes."""
    return len(text) == 4 and text[0] in "EDSR" and text[1:].isdigit()
