"""Apply settings: named answers to questions on which sources differ.

    settings:
      cap:
        question: Is the score capped at 1,000?
        default: uncapped
        options:
          uncapped: {set: {score.cap: none}, source: county-2010}
          capped: {set: {score.cap: 1000}, source: post-2016}

The answer in force is the one asked for, else `chosen`, else `default`; it is written into
`chosen`, so that a resolved file says which answer it holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sincerity.errors import Diagnostic, InputFileError, UsageError
from sincerity.scheme.edit import Edit, assign, child_names
from sincerity.scheme.model import Scheme
from sincerity.scheme.model_keys import annotation_at
from sincerity.scheme.nodes import Node
from sincerity.scheme.origin import Origin, with_origin
from sincerity.scheme.paths import text_of
from sincerity.scheme.suggest import did_you_mean

__all__ = ["choose", "refuse_unoffered"]


def choose(
    root: Node, wanted: Mapping[str, str], assigned: Sequence[Edit]
) -> tuple[Node, list[Diagnostic]]:
    """Return the tree with one answer applied for each setting, and the faults found.

    Parameters
    ----------
    wanted
        Answer asked for, by setting; others keep the answer that the file gives.
    assigned
        Paths that a reform sets; a setting that decides one of them too is a fault, because
        it would silently undo the reform.
    """
    settings = root.child("settings")
    faults = _unknown_settings(root, settings, wanted)
    if settings is None or not isinstance(settings.value, dict):
        return root, faults
    owners: dict[str, str] = {}
    by_reform = {edit.path: edit for edit in assigned}
    for name, setting in settings.value.items():
        options = setting.child("options")
        faults += _shared_paths(name, options, owners, by_reform)
        answer = wanted.get(name) or text_of(setting.child("chosen"))
        answer = answer or text_of(setting.child("default"))
        option = options.child(answer) if options is not None and answer is not None else None
        if option is None:
            faults.append(_unknown_answer(name, setting, options, answer))
            continue
        faults += _faults_of_others(root, options, str(answer))
        root = _with_chosen(root, name, str(answer), setting)
        root, found = _applied(root, option)
        faults += found
    return root, faults


def _faults_of_others(root: Node, options: Node | None, answer: str) -> list[Diagnostic]:
    """Report paths that lead nowhere in the answers that are not taken; a run may take them."""
    found = {} if options is None or not isinstance(options.value, dict) else options.value
    return [
        fault
        for name, option in found.items()
        if name != answer
        for fault in _applied(root, option)[1]
    ]


def refuse_unoffered(root: Node, wanted: Mapping[str, str]) -> None:
    """Refuse a setting or an answer, asked for by a caller, that the scheme does not offer.

    Nothing is wrong with the file then, so it is not a fault placed in it.

    Raises
    ------
    UsageError
        Naming what is offered.
    """
    settings = root.child("settings")
    known = child_names(settings) if settings is not None else []
    for name, answer in wanted.items():
        setting = settings.child(name) if settings is not None else None
        if setting is None:
            offered = f"settings: {', '.join(known)}" if known else "this scheme has no settings"
            near = _also(did_you_mean(name, known))
            raise UsageError(f"there is no setting '{name[:60]}'{near} ({offered})")
        options = setting.child("options")
        answers = child_names(options) if options is not None else []
        if answers and answer not in answers:  # without options the file's own faults say more
            near = _also(did_you_mean(answer, answers))
            raise UsageError(
                f"setting '{name[:60]}' has no option '{answer[:60]}'{near} "
                f"(options: {', '.join(answers)})"
            )


def _also(hint: str) -> str:
    """Return a hint as the end of a sentence."""
    return f"; {hint}" if hint else ""


def _applied(root: Node, option: Node) -> tuple[Node, list[Diagnostic]]:
    """Return the tree with the paths of one answer set."""
    faults: list[Diagnostic] = []
    changes = option.child("set")
    if changes is None or not isinstance(changes.value, dict):
        return root, faults  # the model reports the missing or malformed key
    origin = Origin(text_of(option.child("source")) or "", text_of(option.child("mark")))
    for path, value in changes.value.items():
        edit = Edit(path, changes.key_spans.get(path, changes.span))
        if origin.source:
            value = with_origin(value, annotation_at(Scheme, edit.plain_steps), origin)
        try:
            if edit.steps[0] in {"settings", "schema", "id", "sources"}:
                raise edit.fault(f"a setting may not change '{edit.steps[0]}'")
            root = assign(root, edit=edit, value=value)
        except InputFileError as error:
            faults.extend(error.diagnostics)
    return root, faults


def _with_chosen(root: Node, name: str, answer: str, setting: Node) -> Node:
    """Return the tree with the answer written down."""
    edit = Edit(f"settings.{name}.chosen", setting.span)
    if "." in name:
        return root  # not an identifier; the model reports it
    return assign(root, edit=edit, value=Node(answer, setting.span))


def _unknown_settings(
    root: Node, settings: Node | None, wanted: Mapping[str, str]
) -> list[Diagnostic]:
    """Report settings that are asked for but not offered."""
    known = child_names(settings) if settings is not None else []
    place = settings or replace(root, value=None)
    offered = f"settings offered: {', '.join(known)}" if known else "this scheme has no settings"
    return [
        place.span.diagnostic(
            "E211",
            f"there is no setting '{name[:60]}'",
            hint=did_you_mean(name, known),
            help=offered,
        )
        for name in wanted
        if name not in known
    ]


def _unknown_answer(
    name: str, setting: Node, options: Node | None, answer: str | None
) -> Diagnostic:
    """Report an answer that is not offered."""
    known = child_names(options) if options is not None else []
    place = setting.child("chosen") or setting.child("default") or setting
    sentence = f"setting '{name[:60]}' has no option '{(answer or '')[:60]}'"
    return place.span.diagnostic(
        "E211",
        sentence,
        hint=did_you_mean(answer or "", known),
        help=f"options: {', '.join(known)}",
    )


def _shared_paths(
    name: str, options: Node | None, owners: dict[str, str], by_reform: Mapping[str, Edit]
) -> list[Diagnostic]:
    """Report paths that two settings, or a setting and a reform, both decide."""
    faults: list[Diagnostic] = []
    if options is None or not isinstance(options.value, dict):
        return faults
    for option in options.value.values():
        changes = option.child("set")
        for path in child_names(changes) if changes is not None else []:
            place = changes.key_spans.get(path, changes.span) if changes is not None else None
            other = owners.setdefault(path, name)
            if other != name and place is not None:
                sentence = f"settings '{other}' and '{name}' both decide '{path[:60]}'"
                faults.append(place.diagnostic("E316", sentence, help="merge the two settings"))
            if path in by_reform:
                sentence = f"'{path[:60]}' is decided by the setting '{name}' and would be undone"
                help_ = f"set 'settings.{name}.default' instead"
                span = by_reform[path].span
                fault = span.diagnostic("E316", sentence, help=help_)
                if fault not in faults:
                    faults.append(fault)
    return faults
