"""Check plain data against a model, and say every fault with its place and a way out."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.nodes import Faulty, Locations, Path
from sincerity.scheme.suggest import did_you_mean

__all__ = ["annotation_at", "describe", "key_owners", "validate_model", "validation_faults"]

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
    faults = []
    for detail in details:
        if isinstance(detail["input"], Faulty):
            continue  # the reader has reported this value
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


def key_owners(model: type[BaseModel]) -> dict[str, list[str]]:
    """Map every key used anywhere in a model to the places where it may stand."""
    owners: dict[str, list[str]] = {}
    for place, found in _models_below(model, "the top level", set()):
        for key in accepted_keys(found):
            names = owners.setdefault(key, [])
            if place not in names:
                names.append(place)
    return owners


def accepted_keys(model: type[BaseModel]) -> list[str]:
    """Return the keys that a model accepts, as they are written in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_below(
    model: type[BaseModel], place: str, seen: set[type[BaseModel]]
) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield each model reachable from `model` with the key it is found under."""
    if model in seen:
        return
    seen.add(model)
    yield place, model
    for name, field in model.model_fields.items():
        for inner in _models_in(field.annotation):
            if inner.__pydantic_generic_metadata__["origin"] is None:
                yield from _models_below(inner, f"'{field.alias or name}'", seen)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the model classes named in a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def annotation_at(model: type[BaseModel], path: Path) -> Any:
    """Return the type that a model declares at a path of keys and indices, or None."""
    here: Any = model
    for step in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            fields = {field.alias or name: field for name, field in here.model_fields.items()}
            found = fields.get(str(step))
            here = _bare(found.annotation) if found is not None else None
        else:
            arguments = get_args(here)
            here = _bare(arguments[-1 if get_origin(here) is dict else 0]) if arguments else None
    return here


def _bare(annotation: Any) -> Any:
    """Strip `Annotated` and `| None` from a type."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return _bare(inner[0]) if len(inner) == 1 else annotation
    return annotation


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
    holder = annotation_at(model, path[:-1])
    is_model = isinstance(holder, type) and issubclass(holder, BaseModel)
    here = accepted_keys(holder) if is_model else []
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
