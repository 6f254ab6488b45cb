"""Trạng thái của văn bản đi: what may become of a numbered document, by which act, on which other document.

The issued file itself is never touched: wrong content is amended or replaced by a document of equal form, a slip
of form or procedure is corrected by a công văn of the same body (Đ.18.3).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from directives.document.kinds import DocumentType
from directives.document.model import Document
from directives.errors import N_, DirectiveError, Problem


class State(StrEnum):
    """Trạng thái: how a numbered document stands in its book."""

    ISSUED = N_("issued")  # đã phát hành
    CANCELLED = N_("cancelled")  # số đã hủy
    CORRECTED = N_("corrected")  # đã đính chính, still in force
    AMENDED = N_("amended")  # đã sửa đổi, bổ sung, still in force
    RECALLED = N_("recalled")  # đã thu hồi
    REPLACED = N_("replaced")  # đã được thay thế

    @property
    def in_force(self) -> bool:
        """Còn dùng: whether the document may still be acted upon, and used to change another."""
        return self in (State.ISSUED, State.CORRECTED, State.AMENDED)


class Move(StrEnum):
    """Hành vi: an act that changes the state of a numbered document."""

    VOID = N_("void")
    RECALL = N_("recall")
    CORRECT = N_("correct")
    AMEND = N_("amend")
    REPLACE = N_("replace")


class Form(StrEnum):
    """Hình thức: what kind of document the act must rest on."""

    NONE = "none"  # no other document
    ANY = "any"  # a notice of any type
    LETTER = "letter"  # a công văn
    EQUAL = "equal"  # a document of the same type


@dataclass(frozen=True, slots=True)
class Rule:
    """Quy định của một hành vi: from which states to which, on what kind of document, how the book words it."""

    from_states: frozenset[State]
    to: State
    on: Form
    words: str
    clause: str


_IN_FORCE = frozenset(state for state in State if state.in_force)

#: Each act that there is; what is not here is not allowed.
RULES: Mapping[Move, Rule] = {
    Move.VOID: Rule(frozenset({State.ISSUED}), State.CANCELLED, Form.NONE, "Đã hủy", "Đ.15"),
    Move.RECALL: Rule(_IN_FORCE, State.RECALLED, Form.ANY, "Đã thu hồi", "Đ.18.4"),
    Move.CORRECT: Rule(_IN_FORCE, State.CORRECTED, Form.LETTER, "Đã đính chính", "Đ.18.3"),
    Move.AMEND: Rule(_IN_FORCE, State.AMENDED, Form.EQUAL, "Đã sửa đổi, bổ sung", "Đ.18.3"),
    Move.REPLACE: Rule(
        _IN_FORCE | {State.RECALLED}, State.REPLACED, Form.EQUAL, "Đã được thay thế", "Đ.18.3"
    ),
}


class IllegalMove(DirectiveError):
    """Không được phép: the state of the document, or the document it rests on, does not allow this act."""

    kind = "illegal_move"
    template = N_("Document {number} cannot be changed so:")


@dataclass(frozen=True, slots=True)
class Standing:
    """Văn bản trong sổ: a numbered document with the state in which it stands."""

    document: Document
    state: State


def moved(subject: Standing, move: Move, on: Standing | None = None) -> State:
    """Trạng thái mới: of a document after an act resting on the document ``on``.

    Raises IllegalMove with every reason against it and the way out.
    """
    if problems := list(_problems(subject, move, on)):
        number = str(subject.document.number)
        raise IllegalMove(where=number, problems=problems, number=number)
    return RULES[move].to


def words_of(move: Move, reason: str, on: Document | None) -> str:
    """Lời ghi chú: what column 10 of the book says of the act.

    The document on which it rests is named by type, number and day.
    """
    cited = "" if on is None else f" theo {on.type.name_vi} số {on.number} ngày {on.issued_on:%d/%m/%Y}"
    return f"{RULES[move].words}{cited}: {reason}"


def _problems(subject: Standing, move: Move, on: Standing | None) -> Iterator[Problem]:
    rule = RULES[move]
    if subject.state not in rule.from_states:
        yield Problem(_STATE, {"move": move, "state": subject.state}, "state")
    if (on is None) != (rule.on is Form.NONE):
        yield Problem(_NEEDS_NONE if rule.on is Form.NONE else _NEEDS, {"move": move}, "by")
    if on is not None and rule.on is not Form.NONE:
        yield from _unfit(subject.document, rule, on)


def _unfit(document: Document, rule: Rule, on: Standing) -> Iterator[Problem]:
    other = on.document
    named = {"other": str(other.number), "type": other.type.name_vi, "wanted": document.type.name_vi}
    if (other.issuer, other.type, other.number) == (document.issuer, document.type, document.number) and (
        other.issued_on == document.issued_on
    ):
        yield Problem(_ITSELF, named, "by")
    if not on.state.in_force:
        yield Problem(_NOT_IN_FORCE, {**named, "state": on.state}, "by")
    if other.issuer != document.issuer:
        yield Problem(_OTHER_ISSUER, {**named, "issuer": document.issuer}, "by")
    if other.issued_on < document.issued_on:
        yield Problem(_EARLIER, {**named, "day": document.issued_on}, "by")
    if rule.on is Form.LETTER and other.type is not DocumentType.CONG_VAN:
        yield Problem(_NO_LETTER, named, "by")
    if rule.on is Form.EQUAL and other.type is not document.type:
        yield Problem(_NOT_EQUAL, named, "by")


_STATE = N_("“{move}” is not possible in state “{state}”; “vanthu register history” says how it came to that")
_NEEDS = N_("“{move}” rests on another document; number that first and name it with “--by”")
_NEEDS_NONE = N_("“{move}” rests on no other document; leave “--by” out")
_ITSELF = N_("document {other} cannot be changed by itself")
_NOT_IN_FORCE = N_("document {other} stands in state “{state}”, so nothing can rest on it")
_OTHER_ISSUER = N_("document {other} is not of the same issuing body, {issuer}")
_EARLIER = N_("document {other} is earlier than the document it changes, which is of {day}")
_NO_LETTER = N_(
    "slips of form are corrected by a công văn, not by {type} {other}; wrong content is amended or replaced "
    "by a document of equal form"
)
_NOT_EQUAL = N_("document {other} is a {type}; a {wanted} is amended or replaced only by a {wanted}")
