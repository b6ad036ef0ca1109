"""The nouns as JSON and back, by their own declarations: a case file holds data only, never anything that runs.

A dataclass is the list of its fields in order, a tuple a list; what is missing or too much is an error, so that a value
written by other declarations is told from one of these.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any  # None, bool, int, float, str, or a list of them


class Unfit(ValueError):
    """Data that is no value of the type it should be of."""


def pack(value: object, leaving_out: tuple[str, ...] = ()) -> str:
    """A value as one line of JSON; ``leaving_out``: fields of the outermost dataclass."""
    return json.dumps(_plain(value, leaving_out), ensure_ascii=False, separators=(",", ":"), check_circular=False)


def unpack(kind: type[T], line: str, leaving_out: tuple[str, ...] = (), /, **given: object) -> T:
    """A value from such a line; ``given``: the fields that were left out.

    Raises:
        Unfit: the line does not hold one.
    """
    declared: Any = kind
    try:
        data = json.loads(line)
        if not leaving_out:
            whole: T = _reader(declared)(data)
            return whole
        hints = dict(_declared(declared))
        names = [name for name in hints if name not in leaving_out]
        if not isinstance(data, list) or len(data) != len(names):
            raise Unfit(f"no {kind.__name__}")
        found = {name: _reader(hints[name])(part) for name, part in zip(names, data, strict=True)}
        return kind(**found, **given)
    except (ValueError, TypeError, RecursionError) as error:
        raise Unfit(str(error)) from error


@cache
def shape(kind: Any) -> str:
    """A digest of how a type is declared, and all it is made of: values packed by another declaration are told."""
    seen: dict[str, list[tuple[str, str]]] = {}

    def walk(hint: Any) -> None:
        if is_dataclass(hint) and isinstance(hint, type) and hint.__qualname__ not in seen:
            seen[hint.__qualname__] = [(name, str(inner)) for name, inner in _declared(hint)]
            for _, inner in _declared(hint):
                walk(inner)
        for argument in get_args(hint):
            walk(argument)

    walk(kind)
    return sha256(json.dumps(sorted(seen.items())).encode()).hexdigest()


@cache
def _declared(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind) if f.init)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(name for name, _ in _declared(kind))


def _plain(value: object, leaving_out: tuple[str, ...] = ()) -> Plain:
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, tuple | list):
        return [_plain(x) for x in value]
    kind: Any = type(value)
    return [_plain(getattr(value, name)) for name in _names(kind) if name not in leaving_out]


@cache
def _reader(hint: Any) -> Callable[[Plain], Any]:
    """What turns plain data into a value of a declared type."""
    if is_dataclass(hint) and isinstance(hint, type):
        return _record(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _row(arguments)
    if origin in (Union, types.UnionType):
        return _either(arguments)
    if origin is Literal:
        known = frozenset(arguments)

        def word(data: Plain) -> Any:
            if not isinstance(data, str) or data not in known:
                raise Unfit(f"{data!r:.40} is none of {sorted(known)}")
            return data

        return word
    if hint in (str, int, bool, float, type(None)):
        return _exactly(hint)
    raise TypeError(f"no reader for {hint}")


def _exactly(kind: type) -> Callable[[Plain], Any]:
    def value(data: Plain) -> Any:
        if type(data) is kind or (kind is float and type(data) is int):
            return data
        raise Unfit(f"{data!r:.40} is no {kind.__name__}")

    return value


def _record(kind: type) -> Callable[[Plain], Any]:
    def value(data: Plain) -> Any:
        names, readers = parts()
        if not isinstance(data, list) or len(data) != len(names):
            raise Unfit(f"no {kind.__name__}")
        return kind(**{name: reader(x) for name, reader, x in zip(names, readers, data, strict=True)})

    @cache
    def parts() -> tuple[tuple[str, ...], tuple[Callable[[Plain], Any], ...]]:
        return _names(kind), tuple(_reader(hint) for _, hint in _declared(kind))

    return value


def _row(arguments: tuple[Any, ...]) -> Callable[[Plain], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _reader(arguments[0])

        def many(data: Plain) -> Any:
            if not isinstance(data, list):
                raise Unfit("no list")
            return tuple([each(x) for x in data])

        return many
    readers = tuple(_reader(a) for a in arguments)

    def row(data: Plain) -> Any:
        if not isinstance(data, list) or len(data) != len(readers):
            raise Unfit("no row")
        return tuple([reader(x) for reader, x in zip(readers, data, strict=True)])

    return row


def _either(arguments: tuple[Any, ...]) -> Callable[[Plain], Any]:
    """One of several types that plain data tells apart: at most one of them is a list."""
    listed = [a for a in arguments if get_origin(a) is tuple or is_dataclass(a)]
    readers = tuple(_reader(a) for a in arguments if a not in listed)
    if len(listed) > 1:
        raise TypeError(f"cannot be told apart: {arguments}")
    of_list = _reader(listed[0]) if listed else None

    def value(data: Plain) -> Any:
        if isinstance(data, list) and of_list is not None:
            return of_list(data)
        for reader in readers:
            try:
                return reader(data)
            except Unfit:
                continue
        raise Unfit(f"{data!r:.40} is none of what it may be")

    return value
