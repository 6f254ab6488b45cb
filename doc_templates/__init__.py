"""Mẫu văn bản: the Word forms of the law, one folder each, and which form a type of document takes.

A folder holds ``template.docx`` (open it in Word), ``fields.toml`` (what each field is) and ``sample.toml``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Form:
    """Mẫu: one official form; ``regime`` and ``name`` are also the names of its folders."""

    regime: str
    name: str
    folder: Path


def form_for(regime: str, document_type: str) -> Form | None:
    """Mẫu của tên loại: the form of a type under a regime, by their ids; None where there is no form."""
    name = forms_of(regime).get(document_type)
    return Form(regime, name, _HERE / regime.lower() / name) if name else None


def all_forms() -> tuple[Form, ...]:
    """Mọi mẫu: every form once, in the order of ``forms.toml``."""
    return tuple(
        Form(regime, name, _HERE / regime.lower() / name) for regime in _table() for name in _table()[regime]
    )


@cache
def forms_of(regime: str) -> Mapping[str, str]:
    """Các tên loại có mẫu: document type to form name under one regime; empty when it has none."""
    return {kind: name for name, kinds in _table().get(regime, {}).items() for kind in kinds}


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((_HERE / "forms.toml").read_text(encoding="utf-8"))
