"""Resolve `extends`: a reform is a small file that says what differs from another file.

    extends: suining-2010
    remove: [rules.cult]
    add: {rules: [...], unknowns: [...]}
    set: {rules.red_light.points: -30, process.objection: available}

The order is always remove, add, set. What is removed is removed from the answers of settings too:
no answer changes what is no longer there. What a reform sets carries the reform's own source and
mark (`source:` and `mark:` at its top level); without them the change counts as fictional, because
nobody has said where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sincerity import library
from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.edit import Edit, add_items, assign, child_names, remove
from sincerity.scheme.model import Scheme
from sincerity.scheme.model_keys import annotation_at
from sincerity.scheme.nodes import Node
from sincerity.scheme.origin import Origin, with_origin
from sincerity.scheme.paths import PathRefusedError, is_file_name, named_beside, neighbour, text_of
from sincerity.scheme.reader import check_header, read_tree
from sincerity.scheme.suggest import did_you_mean

__all__ = ["Composed", "compose"]

MAX_CHAIN = 8
_OWN_KEYS = ("schema", "id", "title", "summary", "status")
_REFORM_KEYS = (*_OWN_KEYS, "sources", "source", "mark", "extends", "remove", "add", "set")


@dataclass(frozen=True, slots=True)
class Composed:
    """A tree with every `extends` applied, the soft faults of all files, paths set and removed."""

    root: Node
    faults: tuple[Diagnostic, ...]
    assigned: tuple[Edit, ...]
    removed: tuple[Edit, ...]
    folder: Path | None


def compose(root: Node, faults: list[Diagnostic], file: Path | None) -> Composed:
    """Apply the chain of `extends` that starts at `root`.

    Parameters
    ----------
    faults
        What the reader found in `root`; what it finds in the other files is added.
    file
        Where `root` was read from; None for a text, which may extend shipped schemes only.

    Raises
    ------
    InputFileError
        E131 for a path that is refused, E207 for an unknown name, E208 for a circle, E209 for a
        chain of more than 8 files, E210 for an edit that leads nowhere, and whatever the reader
        finds in the other files.
    """
    seen = (str(file.absolute()),) if file is not None else ()
    return _compose(root, list(faults), file, seen)


def _compose(
    root: Node, faults: list[Diagnostic], file: Path | None, seen: tuple[str, ...]
) -> Composed:
    """Return `root` merged over what it extends."""
    folder = file.parent if file is not None else None
    extends = root.child("extends")
    if extends is None:
        return Composed(root, tuple(faults), (), (), folder)
    if len(seen) >= MAX_CHAIN:
        sentence = f"more than {MAX_CHAIN} files extend each other"
        raise InputFileError([extends.span.diagnostic("E209", sentence, help="join some files")])
    parent_file = _parent(extends, folder)
    if str(parent_file.absolute()) in seen:
        sentence = "this file extends itself, directly or through others"
        raise InputFileError([extends.span.diagnostic("E208", sentence)])
    parent, parent_faults = read_tree(parent_file)
    header = check_header(parent, "scheme") if parent is not None else []
    if parent is None or header:
        raise InputFileError([*faults, *parent_faults, *header])
    below = _compose(
        parent, [*faults, *parent_faults], parent_file, (*seen, str(parent_file.absolute()))
    )
    merged, edits, edit_faults = _apply(below.root, root)
    if edit_faults:
        raise InputFileError([*below.faults, *edit_faults])
    removed = (*below.removed, *_removed(root, []))
    return Composed(merged, below.faults, (*below.assigned, *edits), removed, folder)


def _parent(extends: Node, folder: Path | None) -> Path:
    """Return the file that an `extends` means."""
    name = text_of(extends)
    if name is None:
        sentence = "'extends' names one scheme or one file"
        raise InputFileError([extends.span.diagnostic("E105", sentence)])
    try:
        if is_file_name(name):
            if folder is None:
                raise PathRefusedError("a text has no folder; extend a shipped scheme by name")
            return neighbour(folder, name)
        beside = named_beside(folder, name) if folder is not None else None
    except PathRefusedError as refused:
        sentence = f"'extends' cannot follow '{name[:80]}': {refused}"
        raise InputFileError([extends.span.diagnostic("E131", sentence)]) from None
    if beside is not None:
        return beside
    names = library.scheme_names()
    if name not in names:
        hint = did_you_mean(name, names)
        help_ = f"shipped schemes: {', '.join(names)}"
        sentence = f"there is no scheme '{name[:60]}'"
        raise InputFileError([extends.span.diagnostic("E207", sentence, hint=hint, help=help_)])
    return library.scheme_path(name)


def _apply(base: Node, reform: Node) -> tuple[Node, list[Edit], list[Diagnostic]]:
    """Return the base with one reform applied, the paths it sets, and the faults found."""
    faults = _header_faults(reform)
    source, mark = text_of(reform.child("source")), text_of(reform.child("mark"))
    here = _with_header(base, reform)
    if source is None and (reform.child("add") or reform.child("set")):
        source = f"change-by-{text_of(reform.child('id')) or 'reform'}"
        here = _with_own_source(here, reform, source)
    origin = Origin(source or "", mark)
    edits: list[Edit] = []
    for edit in _removed(reform, faults):
        here = _try(faults, here, partial(remove, edit=edit))
        here = _without_answers_about(here, edit.path)
    for edit, added in _pairs(reform, "add", faults):
        items = with_origin(added, annotation_at(Scheme, edit.plain_steps), origin)
        here = _try(faults, here, partial(add_items, edit=edit, added=items))
    for edit, value in _pairs(reform, "set", faults):
        edits.append(edit)
        known = with_origin(value, annotation_at(Scheme, edit.plain_steps), origin)
        here = _try(faults, here, partial(assign, edit=edit, value=known))
    return here, edits, faults


def _try(faults: list[Diagnostic], node: Node, change: Callable[[Node], Node]) -> Node:
    """Apply one edit; on a fault keep it and return the node unchanged, so all are found."""
    try:
        return change(node)
    except InputFileError as error:
        faults.extend(error.diagnostics)
        return node


def _header_faults(reform: Node) -> list[Diagnostic]:
    """Report keys that a reform may not have and the id that it must have."""
    faults = []
    for key in child_names(reform):
        if key in _REFORM_KEYS:
            continue
        belongs = key in {field.alias or name for name, field in Scheme.model_fields.items()}
        hint = "belongs on 'set' or 'add'" if belongs else did_you_mean(key, _REFORM_KEYS)
        sentence = f"unknown key '{key[:60]}' in a file that extends another"
        help_ = f"known here: {', '.join(_REFORM_KEYS)}"
        faults.append(reform.key_spans[key].diagnostic("E103", sentence, hint=hint, help=help_))
    for key in ("source", "mark"):
        node = reform.child(key)
        if node is not None and text_of(node) is None:
            faults.append(node.span.diagnostic("E105", f"'{key}' of a reform must be text"))
    if reform.child("id") is None:
        sentence = "a file that extends another needs its own 'id'"
        faults.append(reform.span.diagnostic("E102", sentence, help="add 'id: ...'"))
    return faults


def _with_header(base: Node, reform: Node) -> Node:
    """Return the base under the reform's own name.

    A reform that does not state its status is fictional, whatever the status of its base: a
    changed pilot was never piloted.
    """
    assert isinstance(base.value, dict)
    assert isinstance(reform.value, dict)
    own = {key: reform.value[key] for key in _OWN_KEYS if key in reform.value}
    spans = {key: reform.key_spans[key] for key in own}
    if "status" not in own:
        base_id = text_of(base.child("id")) or "another scheme"
        span = reform.span
        status = {"kind": Node("fictional", span), "note": Node(f"A change of {base_id}.", span)}
        own["status"] = Node(dict(status), span)
    merged = replace(
        base, value={**base.value, **own}, key_spans={**base.key_spans, **spans}, span=reform.span
    )
    sources = reform.child("sources")
    if sources is None:
        return merged
    return add_items(merged, edit=Edit("sources", reform.key_spans["sources"]), added=sources)


def _with_own_source(base: Node, reform: Node, name: str) -> Node:
    """Return the base with an entry of `sources` that says the change is the reform's own."""
    span = reform.span
    title = f"A change made in {span.source.file.rpartition('/')[2]}, not a published text"
    entry = {"title": Node(title, span), "mark": Node("fictional", span)}
    added = Node({name: Node(dict(entry), span)}, span)
    return add_items(base, edit=Edit("sources", span), added=added)


def _removed(reform: Node, faults: list[Diagnostic]) -> list[Edit]:
    """Return the paths of `remove`."""
    node = reform.child("remove")
    if node is None:
        return []
    items = node.value if isinstance(node.value, list) else []
    edits = []
    if not isinstance(node.value, list):
        faults.append(node.span.diagnostic("E105", "'remove' is a list of paths"))
    for item in items:
        path = text_of(item)
        if path is None:
            faults.append(item.span.diagnostic("E105", "a path to remove is text"))
        else:
            edits.append(Edit(path, item.span))
    return edits


def _without_answers_about(base: Node, path: str) -> Node:
    """Return the base with no answer of a setting changing what stood at a path, or below it."""

    def at_settings(settings: Node) -> Node:
        return _each(settings, partial(_below, key="options", change=at_options))

    def at_options(options: Node) -> Node:
        return _each(options, partial(_below, key="set", change=at_changes))

    def at_changes(changes: Node) -> Node:
        names = child_names(changes) if isinstance(changes.value, dict) else []
        gone = {name for name in names if name == path or name.startswith(f"{path}.")}
        return _without_keys(changes, gone)

    return _below(base, key="settings", change=at_settings)


def _below(node: Node, *, key: str, change: Callable[[Node], Node]) -> Node:
    """Return a node with what stands under a key changed, if anything does."""
    child = node.child(key)
    if child is None or not isinstance(node.value, dict):
        return node
    return replace(node, value={**node.value, key: change(child)})


def _each(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return a mapping with every value changed; anything else as it is."""
    if not isinstance(node.value, dict):
        return node
    return replace(node, value={key: change(child) for key, child in node.value.items()})


def _without_keys(node: Node, keys: set[str]) -> Node:
    """Return a mapping without some of its keys."""
    if not keys or not isinstance(node.value, dict):
        return node
    return replace(
        node,
        value={key: child for key, child in node.value.items() if key not in keys},
        key_spans={key: span for key, span in node.key_spans.items() if key not in keys},
    )


def _pairs(reform: Node, key: str, faults: list[Diagnostic]) -> list[tuple[Edit, Node]]:
    """Return the paths and values of `set` or `add`."""
    node = reform.child(key)
    if node is None:
        return []
    if not isinstance(node.value, dict):
        faults.append(node.span.diagnostic("E105", f"'{key}' is a mapping of paths to values"))
        return []
    return [(Edit(path, node.key_spans[path]), value) for path, value in node.value.items()]
