"""Đọc bảng TOML: the pieces of a table read strictly, every mistake collected with its place."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from sipas_engine.errors import N_, Problem

Table = Mapping[str, object]


class TomlReader:
    """Đọc bảng TOML: reads pieces and collects what is wrong; what it returns is of use only when nothing was."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, place: str, template: str, **fields: object) -> None:
        """Ghi chỗ sai: a problem at a place of the file."""
        self.problems.append(Problem(template, fields, f"{self.file}:{place}"))

    def known_keys(self, table: Table, place: str, known: tuple[str, ...]) -> None:
        """Khóa lạ: reports every key which is not among those known."""
        for key in table:
            if key not in known:
                self.report(
                    join(place, key),
                    N_("The key {key!r} is not known here. Known: {known}."),
                    key=key,
                    known=", ".join(known),
                )

    def text(self, table: Table, place: str, key: str) -> str:
        """Chữ: a text that must be there and say something, composed (NFC)."""
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return unicodedata.normalize("NFC", value.strip())
        if value is None:
            self.report(join(place, key), N_("{key} is missing."), key=key)
        elif isinstance(value, str):
            self.report(join(place, key), N_("{key} is empty."), key=key)
        else:
            self.report(
                join(place, key), N_("{key} must be text in quotes, not {value}."), key=key, value=value
            )
        return ""

    def texts(self, table: Table, place: str, key: str) -> tuple[str, ...]:
        """Danh sách chữ: none when the key is not there."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            self.report(join(place, key), N_("{key} must be a list of texts."), key=key)
            return ()
        return tuple(unicodedata.normalize("NFC", text.strip()) for text in value)

    def day(self, table: Table, place: str, key: str) -> date | None:
        """Ngày: None when the key is not there."""
        value = table.get(key)
        if value is None or type(value) is date:
            return value
        self.report(join(place, key), N_("{key} must be a date such as 2023-12-11."), key=key)
        return None

    def number(self, table: Table, place: str, key: str) -> int | None:
        """Số đếm: a whole number above 0; None when the key is not there."""
        value = table.get(key)
        if value is None or (type(value) is int and value > 0):
            return value
        self.report(join(place, key), N_("{key} must be a whole number above 0."), key=key)
        return None

    def tables(
        self, table: Table, place: str, key: str, *, required: bool = True
    ) -> Iterable[tuple[str, Table]]:
        """Các bảng con: each with its place."""
        value = table.get(key)
        if value is None and not required:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.report(join(place, key), N_("{key} must be a list of tables."), key=key)
            return []
        if not value:
            self.report(join(place, key), N_("{key} is empty."), key=key)
        return [(f"{join(place, key)}[{number}]", item) for number, item in enumerate(value, start=1)]


def join(place: str, key: str) -> str:
    """Chỗ trong tệp: a key below a place."""
    return f"{place}.{key}" if place else key
