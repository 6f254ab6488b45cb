"""Ghi TOML: plain values as a text that a person can read and correct, with comments above the fields."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from directives.text import shown_name

#: Comments by the name of a field of the top table; each is one line or several.
Comments = Mapping[str, Sequence[str]]
_NO_COMMENTS: Comments = {}
_WIDTH = 110


def toml_of(table: Mapping[str, Any], comments: Comments = _NO_COMMENTS, *, head: Sequence[str] = ()) -> str:
    """Bảng thành TOML: read back it gives the same table; None is left out, lists of tables come last.

    ``comments`` stand above their fields, those of a field that is not there at the end; ``head`` opens the file.
    """
    return "\n".join((*map(_comment, head), *([""] if head else []), *_lines(table, comments, ""))) + "\n"


def _lines(table: Mapping[str, Any], comments: Comments, path: str) -> Iterator[str]:
    plain = {name: value for name, value in table.items() if value is not None and not _is_nested(value)}
    for name, value in plain.items():
        yield from map(_comment, comments.get(name, ()))
        yield f"{name} = {_value(value)}"
    for name, value in table.items():
        if not _is_nested(value):
            continue
        if name in comments:
            yield ""
            yield from map(_comment, comments[name])
        inner = f"{path}{name}"
        for item in [value] if isinstance(value, Mapping) else value:
            yield ""
            yield f"[{inner}]" if isinstance(value, Mapping) else f"[[{inner}]]"
            yield from _lines(item, _NO_COMMENTS, f"{inner}.")
    if not path:
        for name in comments.keys() - table.keys():
            yield from map(_comment, comments[name])


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)
    )


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            items = [_value(item) for item in value]
            line = f"[{', '.join(items)}]"
            if len(line) <= _WIDTH:
                return line
            return "[\n" + "".join(f"  {item},\n" for item in items) + "]"
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    """Chữ trong nháy: what acts on a screen is written as an escape, so that the file shows what it says."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(_escaped(letter) if shown_name(letter) != letter else letter for letter in written)


def _escaped(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) <= 0xFFFF else f"\\U{ord(letter):08x}"


def _comment(words: str) -> str:
    return f"# {shown_name(' '.join(words.split()))}".rstrip()
