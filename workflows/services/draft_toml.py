"""Bản thảo thành TOML: values as a person would have written them in a draft file, in the order they are given."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date


def draft_toml(values: Mapping[str, object], comments: Sequence[str] = ()) -> str:
    """Viết bản thảo: plain values first, then tables and lists of tables; comments stand on top."""
    lines = [f"# {_printable(one)}".rstrip() for one in comments]
    return "\n".join([*lines, *_table(values, ())]) + "\n"


def _table(values: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    later = []
    for name, value in values.items():
        if _is_plain(value):
            yield f"{name} = {_value(value)}"
        else:
            later.append((name, value))
    for name, value in later:
        here = (*path, name)
        if isinstance(value, Mapping):
            yield ""
            yield f"[{'.'.join(here)}]"
            yield from _table(value, here)
        elif isinstance(value, Sequence):
            for one in value:
                yield ""
                yield f"[[{'.'.join(here)}]]"
                yield from _table(one, here)


def _is_plain(value: object) -> bool:
    if isinstance(value, Mapping):
        return False
    return isinstance(value, str) or not (
        isinstance(value, Sequence) and any(isinstance(one, Mapping) for one in value)
    )


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return json.dumps(_printable(value), ensure_ascii=False)  # JSON's escapes are among those of TOML
        case Sequence():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return str(value)


def _printable(text: str) -> str:
    """On one line, without characters that act on the screen: names of files and offices may hold any."""
    kept = (" " if one in "\n\r\t" else one for one in text)
    return "".join(one for one in kept if unicodedata.category(one)[0] != "C")
