"""Thiết lập của bộ công bố: how a result was computed, as the part of the manifest from which it is recomputed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction

from sipas_engine.annexes.publication import Limits
from sipas_engine.bundle.redaction import Nesting
from sipas_engine.methods.method import Method


@dataclass(frozen=True, slots=True)
class Input:
    """Dữ liệu đầu vào: one file of forms that was counted, known by its hash; ``office`` sent it, "" when unknown.

    Neither its name nor its place is kept: the same forms in another file give the same bundle.
    """

    sha256: str
    forms: int
    valid: int
    office: str = ""


DRAFT = "BẢN DỰ THẢO, chưa được phê duyệt công bố."
"""Lời báo dự thảo: what stands above everything in a bundle that nobody has approved."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Thiết lập: everything besides the counts that a recomputation needs, and from what the counts came.

    ``national_index`` is set only where the index of all cannot be recomputed from what is shown (some units of
    the first level are withheld): then it is the published figure itself, as text. ``draft`` says that a campaign's
    bundle was made before a second person approved it.
    """

    title: str
    notice: str
    method: Method
    nesting: Nesting
    limits: Limits
    inputs: tuple[Input, ...]
    weight: str | None = None
    strata: str | None = None
    psu: str | None = None
    national_index: str | None = None
    campaign: str = ""
    version: int | None = None
    draft: bool = False

    @property
    def heading(self) -> str:
        """Lời báo đầu trang: what stands above the tables: that this is a draft, and the notice."""
        return " ".join(part for part in (DRAFT if self.draft else "", self.notice) if part)


def settings_as_table(settings: Settings) -> dict[str, object]:
    """Thiết lập dạng bảng: plain values for JSON; exact numbers as text."""
    return {
        "title": settings.title,
        "notice": settings.notice,
        "campaign": settings.campaign,
        "version": settings.version,
        "draft": settings.draft,
        "method": {own.name: _written(getattr(settings.method, own.name)) for own in fields(Method)},
        "levels": [
            {"level": level, "columns": list(columns)} for level, columns in settings.nesting.columns.items()
        ],
        "limits": {"min_n": settings.limits.min_n, "suppress_below": settings.limits.suppress_below},
        "weight": settings.weight,
        "strata": settings.strata,
        "psu": settings.psu,
        "national_index": settings.national_index,
        "inputs": [
            {"sha256": one.sha256, "forms": one.forms, "valid": one.valid, "office": one.office}
            for one in settings.inputs
        ],
    }


def settings_from_table(table: Mapping[str, object]) -> Settings:
    """Đọc thiết lập: what ``settings_as_table`` wrote.

    Raises ValueError, KeyError or TypeError for anything else, and what Method and Nesting refuse.
    """
    limits = _table(table["limits"])
    levels = [_table(level) for level in _list(table["levels"])]
    method = {name: _read(value) for name, value in _table(table["method"]).items()}
    if not levels:
        raise ValueError("levels")
    return Settings(
        title=_text(table["title"]),
        notice=_text(table["notice"]),
        campaign=_text(table["campaign"]),
        version=_whole_or_none(table["version"]),
        draft=_yes_or_no(table.get("draft", False)),
        method=Method(**method),  # type: ignore[arg-type]  # Method itself refuses what is not on its lists
        nesting=Nesting(
            {
                _text(level["level"]): tuple(_text(column) for column in _list(level["columns"]))
                for level in levels
            }
        ),
        limits=Limits(_whole(limits["min_n"]), _whole(limits["suppress_below"])),
        weight=_text_or_none(table["weight"]),
        strata=_text_or_none(table["strata"]),
        psu=_text_or_none(table["psu"]),
        national_index=_text_or_none(table["national_index"]),
        inputs=tuple(
            Input(_text(one["sha256"]), _whole(one["forms"]), _whole(one["valid"]), _text(one["office"]))
            for one in map(_table, _list(table["inputs"]))
        ),
    )


def _written(value: object) -> object:
    match value:
        case Fraction():
            return {"exact": str(value)}
        case Mapping():
            return {str(name): _written(one) for name, one in value.items()}
        case tuple() | list():
            return [_written(one) for one in value]
        case _:
            return value


def _read(value: object) -> object:
    match value:
        case {"exact": str(text)} if len(text) < 200:
            return Fraction(text)
        case dict():
            return {name: _read(one) for name, one in value.items()}
        case list():
            return tuple(_read(one) for one in value)
        case _:
            return value


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r:.40}")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.40}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40}")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r:.40}")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r:.40}")
    return value


def _whole_or_none(value: object) -> int | None:
    return None if value is None else _whole(value)
