"""Sổ khắc phục hạn chế: each weak criterion of a unit, its cause, who answers for it, remedy, day and evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import TypeAdapter

from directives.errors import N_, DirectiveError


class RegisterState(StrEnum):
    """Tình trạng sổ của đơn vị: being filled in, handed in, sent back with a reason, accepted; or nothing to fill."""

    TO_FILL = "to_fill"  # đang ghi
    SUBMITTED = "submitted"  # đã nộp
    RETURNED = "returned"  # trả lại để sửa
    ACCEPTED = "accepted"  # đã chấp nhận


#: Khâu mà đơn vị được ghi.
OPEN = frozenset({RegisterState.TO_FILL, RegisterState.RETURNED})


class NotOpen(DirectiveError):
    """Sổ không mở: what was handed in is changed only after it was sent back, and what was accepted no more."""

    kind = "register_not_open"
    template = N_(
        "The register of {unit} was handed in on {day}. It can be changed once the office sends it back; "
        "after it was accepted a deadline moves only by a document, with “campaign extend”."
    )


class NotHandedIn(DirectiveError):
    """Chưa nộp: only what a unit has handed in is sent back or accepted."""

    kind = "register_not_handed_in"
    template = N_("The register of {unit} was not handed in: there is nothing to send back or to accept.")


@dataclass(frozen=True, slots=True)
class Choice:
    """Cách chọn tiêu chí yếu: the ``lowest`` so many, those told apart below their group; at most ``most`` a unit."""

    lowest: int = 3
    told_apart_below: bool = True
    most: int = 8

    @property
    def in_words(self) -> str:
        """Thiết lập bằng lời: as it is printed with the register."""
        apart = "; thêm mọi tiêu chí thấp hơn trung bình nhóm đã phân biệt được với sai số chọn mẫu (95%)"
        return (
            f"{self.lowest} tiêu chí có chỉ số thấp nhất của từng đơn vị{apart if self.told_apart_below else ''}; "
            f"nhiều nhất {self.most} tiêu chí một đơn vị."
        )


@dataclass(frozen=True, slots=True)
class Weakness:
    """Điểm yếu: a criterion as measured: value, mean of the group and distance in percent, whether told apart.

    ``n`` answers, ``s`` of them satisfied; ``apart`` None where no standard error is known.
    """

    code: str
    name: str
    n: int
    s: int
    value: Decimal
    group: Decimal | None = None
    distance: Decimal | None = None
    apart: bool | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """Cách khắc phục: what the unit writes: cause, responsible person and post, remedy, deadline, closing evidence."""

    cause: str = ""
    person: str = ""
    post: str = ""
    remedy: str = ""
    deadline: date | None = None
    evidence: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Mục còn thiếu: names of the fields that are empty."""
        return tuple(one.name for one in fields(self) if not getattr(self, one.name))

    @property
    def is_empty(self) -> bool:
        """Chưa ghi gì: nothing was written in any field."""
        return len(self.missing) == len(fields(self))


FIELDS: Mapping[str, str] = {
    "cause": "Nguyên nhân",
    "remedy": "Giải pháp",
    "person": "Người chịu trách nhiệm",
    "post": "Chức vụ",
    "deadline": "Thời hạn",
    "evidence": "Minh chứng",
}
"""Mục phải ghi: by their names, in the order of the plan's table."""


@dataclass(frozen=True, slots=True)
class ImprovementRow:
    """Dòng của sổ: a weak criterion of a unit and its remedy.

    ``added`` is the officer's reason where the row did not come from the result; ``struck`` why it was struck out.
    """

    unit: str
    weakness: Weakness
    remedy: Remedy = field(default_factory=Remedy)
    added: str = ""
    struck: str = ""

    @property
    def code(self) -> str:
        """Mã tiêu chí: that of the question set."""
        return self.weakness.code


@dataclass(frozen=True, slots=True)
class UnitRegister:
    """Sổ của một đơn vị: how far it is, since which day; ``reason`` why it was sent back, ``handed_in`` how often."""

    unit: str
    state: RegisterState = RegisterState.TO_FILL
    day: date | None = None
    reason: str = ""
    handed_in: int = 0

    @property
    def is_open(self) -> bool:
        """Còn ghi được: the unit may change its rows."""
        return self.state in OPEN

    def refuse_closed(self, name: str = "") -> None:
        """Từ chối sổ đã nộp: ``name`` is what the unit is called. Raises NotOpen."""
        if not self.is_open:
            shown = f"{self.day:%d/%m/%Y}" if self.day else "–"
            raise NotOpen(where=self.unit, unit=name or self.unit, day=shown)

    def submitted(self, day: date, name: str = "") -> "UnitRegister":
        """Nộp: raises NotOpen."""
        self.refuse_closed(name)
        return replace(self, state=RegisterState.SUBMITTED, day=day, reason="", handed_in=self.handed_in + 1)

    def returned(self, day: date, reason: str) -> "UnitRegister":
        """Trả lại để sửa: with the reason. Raises NotHandedIn."""
        self._refuse_not_handed_in()
        return replace(self, state=RegisterState.RETURNED, day=day, reason=reason)

    def accepted(self, day: date) -> "UnitRegister":
        """Chấp nhận: raises NotHandedIn."""
        self._refuse_not_handed_in()
        return replace(self, state=RegisterState.ACCEPTED, day=day, reason="")

    def _refuse_not_handed_in(self) -> None:
        if self.state is not RegisterState.SUBMITTED:
            raise NotHandedIn(where=self.unit, unit=self.unit)


@dataclass(frozen=True, slots=True)
class Prefill:
    """Lập sổ: from which result, by which choice, and who has no rows: not measured, or too few forms to be shown.

    ``left_out`` says how many weak criteria of a unit did not fit into ``most``.
    """

    result_of: str
    result: str
    day: date
    choice: Choice
    unmeasured: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def chosen_weaknesses(found: Sequence[Weakness], choice: Choice) -> tuple[tuple[Weakness, ...], int]:
    """Chọn tiêu chí yếu: of all criteria of a unit, the weakest first; and how many more there were than ``most``.

    Equal values stand in the order given, which is that of the question set.
    """
    ordered = sorted(found, key=lambda one: one.value)
    wanted = [
        one
        for place, one in enumerate(ordered)
        if place < choice.lowest or (choice.told_apart_below and one.apart and (one.distance or 0) < 0)
    ]
    return tuple(wanted[: choice.most]), max(0, len(wanted) - choice.most)


def step_code(criterion: str, unit: str, others: Sequence[str]) -> str:
    """Mã bước khắc phục: ``kp-<criterion>-<number of the unit id>``; the whole id where another unit has the number.

    >>> step_code("2.1", "ubnd-xa-ban-bo-03386", ["ubnd-xa-ban-giang-03408"])
    'kp-2-1-03386'
    >>> step_code("II.1", "pnv-huyen-tam-duong", [])
    'kp-ii-1-pnv-huyen-tam-duong'
    """
    number = unit.rpartition("-")[2]
    told = number.isdigit() and not any(one != unit and one.endswith(f"-{number}") for one in others)
    return f"kp-{criterion.lower().replace('.', '-')}-{number if told else unit}"


_ROW: TypeAdapter[ImprovementRow] = TypeAdapter(ImprovementRow)
_REGISTER: TypeAdapter[UnitRegister] = TypeAdapter(UnitRegister)
_PREFILL: TypeAdapter[Prefill] = TypeAdapter(Prefill)


def row_as_json(row: ImprovementRow) -> dict[str, object]:
    """Dòng dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _ROW.dump_python(row, mode="json")
    return content


def row_from_json(content: Mapping[str, object]) -> ImprovementRow:
    """Dòng đã ghi: what was written by ``row_as_json``."""
    return _ROW.validate_python(content)


def register_as_json(register: UnitRegister) -> dict[str, object]:
    """Sổ dạng JSON: how far it is, as plain values."""
    content: dict[str, object] = _REGISTER.dump_python(register, mode="json")
    return content


def register_from_json(content: Mapping[str, object]) -> UnitRegister:
    """Sổ đã ghi: what was written by ``register_as_json``."""
    return _REGISTER.validate_python(content)


def prefill_as_json(prefill: Prefill) -> dict[str, object]:
    """Lần lập sổ dạng JSON: as plain values."""
    content: dict[str, object] = _PREFILL.dump_python(prefill, mode="json")
    return content


def prefill_from_json(content: Mapping[str, object]) -> Prefill:
    """Lần lập sổ đã ghi: what was written by ``prefill_as_json``."""
    return _PREFILL.validate_python(content)
