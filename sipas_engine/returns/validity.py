"""Phiếu hợp lệ: why a form may be set aside, and what a campaign's rules hold against a form.

The rules only propose. A person decides, and the reason is kept (``sipas-methodology``: signs are reasons to look).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

import numpy as np

from sipas_engine.returns.forms import BLANK, Forms, Labels

GROWN_UP = 18
"""Tuổi được hỏi: who is asked is eighteen or older (Quyết định 1001/QĐ-BNV)."""


class Rejection(Enum):
    """Lý do loại phiếu: the closed list of reasons for which a form does not count."""

    NOT_SAMPLED = "not_sampled"
    UNDER_AGE = "under_age"
    OTHER_PLACE = "other_place"
    NO_SERIAL = "no_serial"
    SERIAL_TWICE = "serial_twice"
    BLANKS = "blanks"
    STRAIGHT_LINE = "straight_line"
    NEVER_SEEN = "never_seen"
    ONE_HAND = "one_hand"
    UNSAID = "unsaid"

    @property
    def label(self) -> str:
        """Lời ghi: the reason as it stands in the list of rejected forms (danh sách phiếu bị loại)."""
        return _LABELS[self]


_LABELS: Mapping[Rejection, str] = {
    Rejection.NOT_SAMPLED: "Người trả lời không thuộc danh sách chính thức hoặc dự phòng",
    Rejection.UNDER_AGE: "Người trả lời chưa đủ 18 tuổi",
    Rejection.OTHER_PLACE: "Tỉnh, xã hoặc thôn khác với danh sách",
    Rejection.NO_SERIAL: "Thiếu số phiếu hoặc số phiếu không thuộc đợt này",
    Rejection.SERIAL_TWICE: "Số phiếu dùng hai lần",
    Rejection.BLANKS: "Bỏ trống quá tỷ lệ cho phép",
    Rejection.STRAIGHT_LINE: "Mọi câu trả lời cùng một mức và phúc tra không đạt",
    Rejection.NEVER_SEEN: "Phúc tra cho biết người được hỏi không thấy phiếu",
    Rejection.ONE_HAND: "Nhiều phiếu do một người viết",
    Rejection.UNSAID: "Nơi gửi loại, không nêu lý do",
}


def rejection_of(words: str) -> Rejection | None:
    """Lý do theo lời ghi: by its code or by its Vietnamese wording, in any case; None when it is on no list."""
    wanted = words.strip().casefold()
    for reason in Rejection:
        if wanted in (reason.value, reason.label.casefold()):
            return reason
    return None


@dataclass(frozen=True, slots=True)
class ValidityRules:
    """Quy tắc hợp lệ: what a campaign holds against a form.

    ``max_missing_share``: the largest share of criteria left blank. No page read says the Ministry's; 20 % is the
    usual setting.
    """

    max_missing_share: Fraction = Fraction(1, 5)


def proposals(
    forms: Forms,
    rules: ValidityRules,
    *,
    sampled: Collection[str] | None = None,
    used: Collection[str] = (),
    age: Labels | None = None,
) -> dict[str, Rejection]:
    """Đề nghị loại: for each form the first rule it breaks; forms that break none are left out.

    ``sampled`` are the serials of the sample and its reserve (None: not known, nothing is held against a form),
    ``used`` the serials which other units sent in before, ``age`` the column with the age in years; a band of ages
    such as "18 - 24 tuổi" or an empty cell says nothing against a form.
    """
    found: dict[str, Rejection] = {}
    blank = np.zeros(len(forms), dtype=np.int64)
    for answers in forms.answers.values():
        blank += answers == BLANK
    most = rules.max_missing_share * len(forms.answers)
    young = [text.isascii() and text.isdigit() and int(text) < GROWN_UP for text in age.values] if age else []
    for place, form_id in enumerate(forms.form_ids):
        if sampled is not None and form_id not in sampled:
            found[form_id] = Rejection.NOT_SAMPLED
        elif form_id in used:
            found[form_id] = Rejection.SERIAL_TWICE
        elif age is not None and young[age.index[place]]:
            found[form_id] = Rejection.UNDER_AGE
        elif blank[place] > most:
            found[form_id] = Rejection.BLANKS
    return found
