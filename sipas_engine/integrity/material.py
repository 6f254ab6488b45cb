"""Dữ liệu để xem xét: the answers of all forms as one matrix, with collector, village, phone and times beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sipas_engine.returns.forms import Forms, Labels

UNITS = ("province", "district", "commune")
"""Cột đơn vị: what an office is named by, highest first; the tellers of rates use those the file has."""

DETAILS = ("enumerator", "phone", "collected_at", "started_at", "finished_at", "mode", "village")
"""Cột phụ: what the signs look at beside the answers, each only when the file has it."""

HERE = timezone(timedelta(hours=7))
"""Giờ Việt Nam: the zone of a time written without one."""

NONE = -1
"""Không rõ: the index of a form whose collector or village is not named."""

_COUNTRY = re.compile(r"^84(?=\d{9,10}$)")
_AS_NUMBER = re.compile(r"\.0+$", re.ASCII)  # a spreadsheet took it for a number

_FEWEST_DIGITS = 8
"""Số điện thoại ngắn nhất: fewer digits are no subscriber's number, but a filler such as 0 or 113."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Nhóm phiếu: which collector, village or phone each form belongs to; NONE where it is not said."""

    names: tuple[str, ...]
    index: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Dữ liệu để xem xét: n forms × K criteria as codes, and what is known of how they came about.

    Groups are empty when the file lacks their column. ``collected``, ``started`` and ``finished`` are seconds
    since 1970, NaN where nothing (readable) was written. ``office`` names the lowest unit of each form with
    those above it; ``unread`` counts the cells of a column of times that are no ISO 8601 time.
    """

    scale: int
    form_ids: tuple[str, ...]
    answers: npt.NDArray[np.int8]
    collectors: Group
    villages: Group
    phones: Group
    offices: Group
    modes: Group
    collected: npt.NDArray[np.float64]
    started: npt.NDArray[np.float64]
    finished: npt.NDArray[np.float64]
    unread: dict[str, int]

    def __len__(self) -> int:
        return len(self.form_ids)


def material_of(sources: "Sequence[Forms]") -> Material:
    """Ghép dữ liệu: the forms of one or several files (of one question set) as material for the signs.

    With several files a form is named ``file:form``, for the same number may stand in two of them.
    """
    several = len(sources) > 1
    ids = tuple(f"{forms.source}:{form}" if several else form for forms in sources for form in forms.form_ids)
    answers = np.concatenate(
        [np.stack([forms.answers[code] for code in sources[0].answers], axis=1) for forms in sources]
    )
    texts = {name: _texts(sources, name) for name in (*UNITS, *DETAILS)}
    unread: dict[str, int] = {}
    times = {
        name: _times(texts[name], name, unread) for name in ("collected_at", "started_at", "finished_at")
    }
    units = [texts[name] for name in UNITS]
    offices = [" / ".join(filter(None, parts)) for parts in zip(*units, strict=True)]
    villages = [
        " / ".join((*parts, own)) if own else "" for own, *parts in zip(texts["village"], *units, strict=True)
    ]
    return Material(
        scale=sources[0].scale,
        form_ids=ids,
        answers=answers,
        collectors=group_of(texts["enumerator"]),
        villages=group_of(villages),
        phones=group_of([_phone(text) for text in texts["phone"]]),
        offices=group_of(offices),
        modes=group_of(texts["mode"]),
        collected=times["collected_at"],
        started=times["started_at"],
        finished=times["finished_at"],
        unread=unread,
    )


def group_of(texts: Sequence[str]) -> Group:
    """Gom nhóm: the distinct texts in order, and which one each form has; an empty text is NONE."""
    names = tuple(sorted(set(texts) - {""}))
    place = {name: i for i, name in enumerate(names)}
    return Group(names, np.array([place.get(text, NONE) for text in texts], dtype=np.int64))


def _texts(sources: "Sequence[Forms]", name: str) -> list[str]:
    found: list[str] = []
    for forms in sources:
        labels: Labels | None = forms.labels.get(name)
        found += [""] * len(forms) if labels is None else [labels.values[i] for i in labels.index]
    return found


def _phone(text: str) -> str:
    """A subscriber's number without 0 or +84 before it, for spreadsheets lose them; "" for a filler."""
    digits = re.sub(r"[^0-9]", "", _AS_NUMBER.sub("", text))
    number = _COUNTRY.sub("", digits.lstrip("0")).lstrip("0")
    return number if len(number) >= _FEWEST_DIGITS and len(set(number)) > 1 else ""


def _times(texts: Sequence[str], name: str, unread: dict[str, int]) -> npt.NDArray[np.float64]:
    seconds: dict[str, float] = {"": np.nan}
    for text in set(texts) - {""}:
        seconds[text] = _seconds(text)
    found = np.array([seconds[text] for text in texts], dtype=np.float64)
    bad = int(np.isnan(found).sum()) - texts.count("")
    if bad:
        unread[name] = bad
    return found


def _seconds(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return float("nan")
    return (moment if moment.tzinfo else moment.replace(tzinfo=HERE)).timestamp()
