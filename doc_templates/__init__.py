"""Mẫu văn bản: the Word forms of the law, one folder each, and which form a type of document takes.

A folder holds ``template.docx`` (open it in Word), ``fields.toml`` (what each field is) and ``sample.toml``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

_HERE = Path(__file__).parent

FieldKind = Literal["text", "phrase", "lines", "day", "moment", "body", "twips"]


@dataclass(frozen=True, slots=True)
class FormField:
    """Trường của mẫu: a row of ``fields.toml``: what stands at this name, in which box, by which clause.

    ``asks`` is the question put to the clerk; where it is empty the engine knows the answer from the document.
    A field that need not be answered is not ``required``. Kinds: a text; a phrase, which stands within a sentence
    of the form and bears no mark at its end; lines; a day in words; a moment with hour and day in words; the body;
    a length in twips.
    """

    name: str
    kind: FieldKind
    says: str
    asks: str = ""
    required: bool = True
    box: str = ""
    clause: str = ""


ColumnKind = Literal["text", "number", "order", "hand"]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """Cột của biểu mẫu: a row of ``table.toml``: what the table of a working paper has in one column.

    Kinds: text, a number, the running number which the engine counts, and what is left to be written by hand.
    A column which is not ``required`` is printed only when there are data for it, or a hand writes in it. The
    numbers of a ``total`` column are added up in the last row. ``room`` is for a hand, in letters.
    """

    name: str
    heading: str
    kind: ColumnKind
    required: bool = False
    total: bool = False
    room: int = 6


@dataclass(frozen=True, slots=True)
class Form:
    """Mẫu: one official form; ``regime`` and ``name`` are also the names of its folders."""

    regime: str
    name: str
    folder: Path

    @property
    def template(self) -> Path:
        """Tệp mẫu: the Word file, with ``{{ }}`` where the fields go."""
        return self.folder / "template.docx"

    @property
    def fields(self) -> Mapping[str, FormField]:
        """Các trường: by name, in the order of ``fields.toml``."""
        return _fields(self.folder / "fields.toml")

    @property
    def questions(self) -> Mapping[str, FormField]:
        """Các mục phải điền: the fields which the clerk answers in the draft's ``[details]``."""
        return {name: field for name, field in self.fields.items() if field.asks}

    @property
    def columns(self) -> tuple[FormColumn, ...]:
        """Các cột của bảng: of a working paper, in order; none for a form without ``table.toml``."""
        return tuple(FormColumn(**row) for row in _table_of(self.folder).get("column", ()))

    @property
    def ready_rows(self) -> tuple[Mapping[str, str], ...]:
        """Các hàng in sẵn: what the table says where nobody brings data."""
        return tuple(_table_of(self.folder).get("row", ()))


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Nhóm mẫu: forms which no type of document takes by itself, in a folder of their own.

    ``numbered`` forms are printed forms of documents which name them (the slips of a one-stop office); the others
    are working papers without a number. ``regime`` gives the measures; ``landscape`` forms lie on their side.
    """

    name: str
    regime: str
    numbered: bool
    forms: tuple[str, ...]
    landscape: frozenset[str]


def form_for(regime: str, document_type: str) -> Form | None:
    """Mẫu của tên loại: the form of a type under a regime, by their ids; None where there is no form."""
    name = forms_of(regime).get(document_type)
    return _form(regime, name) if name else None


def form_named(regime: str, name: str) -> Form | None:
    """Mẫu theo tên: a form of the regime by the name of its folder; None where there is none.

    Working papers are no forms of documents and are not found here, but by ``working_paper``.
    """
    if name in _table().get(regime, {}):
        return _form(regime, name)
    numbered = (group for group in groups() if group.numbered and group.regime == regime)
    return next((_in(group, name) for group in numbered if name in group.forms), None)


def working_paper(name: str) -> Form | None:
    """Biểu mẫu nghiệp vụ: a form without a number by the name of its folder; None where there is none."""
    return next((_in(group, name) for group in groups() if not group.numbered and name in group.forms), None)


def all_forms() -> tuple[Form, ...]:
    """Mọi mẫu: every form once, in the order of ``forms.toml``, then of ``groups.toml``."""
    of_types = [_form(regime, name) for regime in _table() for name in _table()[regime]]
    return (*of_types, *(_in(group, name) for group in groups() for name in group.forms))


@cache
def groups() -> tuple[FormGroup, ...]:
    """Các nhóm mẫu: as ``groups.toml`` lists them."""
    rows = tomllib.loads((_HERE / "groups.toml").read_text(encoding="utf-8"))
    return tuple(
        FormGroup(
            name, row["regime"], row["numbered"], tuple(row["forms"]), frozenset(row.get("landscape", ()))
        )
        for name, row in rows.items()
    )


@cache
def forms_of(regime: str) -> Mapping[str, str]:
    """Các tên loại có mẫu: document type to form name under one regime; empty when it has none."""
    return {kind: name for name, kinds in _table().get(regime, {}).items() for kind in kinds}


def _in(group: FormGroup, name: str) -> Form:
    return Form(group.regime, name, _HERE / group.name / name)


def _form(regime: str, name: str) -> Form:
    return Form(regime, name, _HERE / regime.lower() / name)


@cache
def _fields(file: Path) -> Mapping[str, FormField]:
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: FormField(name, **row) for name, row in rows.items()}


@cache
def _table_of(folder: Path) -> Mapping[str, Any]:
    file = folder / "table.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((_HERE / "forms.toml").read_text(encoding="utf-8"))
