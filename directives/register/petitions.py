"""Đơn của công dân: what is written down when a petition comes, and what may become of it."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from directives.errors import N_, DirectiveError, Problem
from directives.register.petition_kinds import PetitionKind
from directives.text import comparison_key, normalise

#: What stands in the place of a name that is kept secret.
KEPT_SECRET = "(giữ bí mật)"


@dataclass(frozen=True, slots=True, order=True)
class PetitionBookKey:
    """Sổ tiếp nhận đơn: one office, one calendar year."""

    SERIES: ClassVar[str] = "ĐƠN"

    office: str
    year: int

    def __str__(self) -> str:
        return f"{self.office}/{self.SERIES}/{self.year}"


class PetitionState(StrEnum):
    """Tình trạng của đơn: received, then dealt with here, or passed on, sent back with guidance, or put away."""

    RECEIVED = N_("received")  # đã nhận, chờ phân loại
    ACCEPTED = N_("accepted")  # thuộc thẩm quyền, đã thụ lý
    TRANSFERRED = N_("transferred")  # đã chuyển cơ quan có thẩm quyền
    GUIDED = N_("guided")  # đã hướng dẫn, trả lại
    ANSWERED = N_("answered")  # đã trả lời
    FILED = N_("filed")  # lưu đơn, không xử lý


#: Which state may follow which.
MOVES: Mapping[PetitionState, frozenset[PetitionState]] = {
    PetitionState.RECEIVED: frozenset(
        {PetitionState.ACCEPTED, PetitionState.TRANSFERRED, PetitionState.GUIDED, PetitionState.FILED}
    ),
    PetitionState.ACCEPTED: frozenset(
        {PetitionState.ANSWERED, PetitionState.TRANSFERRED, PetitionState.FILED}
    ),
    PetitionState.TRANSFERRED: frozenset(),
    PetitionState.GUIDED: frozenset(),
    PetitionState.ANSWERED: frozenset(),
    PetitionState.FILED: frozenset(),
}
_OPEN = (PetitionState.RECEIVED, PetitionState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Petition:
    """Đơn: as it came, without the person who sent it; ``people`` is how many signed it.

    ``sent_by_body`` is the office that passed it on to us, if one did. ``anonymous``: nobody is named on it.
    """

    kind: str
    received_on: date
    subject: str
    dated: date | None = None
    sent_by_body: str = ""
    people: int = 1
    file_name: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Petitioner:
    """Người gửi đơn: personal data, kept apart from the petition and never written into the journal."""

    name: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PetitionStanding:
    """Việc xử lý đơn: the part of its row that changes. ``reply`` names the answer in our own books."""

    state: PetitionState = PetitionState.RECEIVED
    assigned_to: str = ""
    accepted_on: date | None = None
    due_on: date | None = None
    transferred_to: str = ""
    reply: str = ""

    def is_late(self, day: date) -> bool:
        """Quá hạn: still open when its term was over, as seen on that day."""
        return self.state in _OPEN and self.due_on is not None and self.due_on < day


class PetitionAct(StrEnum):
    """Việc đã làm với đơn: one row of its history."""

    ASSIGNED = N_("assigned")
    ACCEPTED = N_("accepted")
    TRANSFERRED = N_("transferred")
    GUIDED = N_("guided")
    FILED = N_("filed")
    ANSWERED = N_("answered")


@dataclass(frozen=True, slots=True)
class PetitionStep:
    """Bước xử lý đơn: who did what on which day, in which words; never changed."""

    act: PetitionAct
    person: str
    day: date
    words: str = ""


class InvalidPetition(DirectiveError):
    """Không nhận được đơn: the row of a petition cannot stand in the book as it is given."""

    kind = "invalid_petition"
    template = N_("The petition cannot be entered:")


class IllegalPetitionMove(DirectiveError):
    """Sai bước xử lý đơn: what was asked cannot follow the present state."""

    kind = "illegal_petition_move"
    template = N_("Petition {number} of {book} is “{state}”; it cannot become “{wanted}”.")


class AlreadyPetitioned(DirectiveError):
    """Đơn trùng: the same file is in the book already."""

    kind = "already_petitioned"
    template = N_(
        "This petition is in the book already: number {number} of {day} in {book}. "
        "If it really came twice, enter it again with “--again”."
    )


def cleaned(petition: Petition) -> Petition:
    """Chuẩn hóa: composed letters, no blanks at the ends."""
    subject, body = normalise(petition.subject).strip(), normalise(petition.sent_by_body).strip()
    return replace(petition, subject=subject, sent_by_body=body)


def cleaned_person(person: Petitioner) -> Petitioner:
    """Chuẩn hóa: composed letters, no blanks at the ends."""
    return Petitioner(*(normalise(getattr(person, field.name)).strip() for field in fields(person)))


def checked_petition(
    petition: Petition, person: Petitioner, kind: PetitionKind, today: date
) -> tuple[Petition, Petitioner]:
    """Kiểm tra khi nhận: both themselves, of a secret kind without the file's name (it may name the sender).

    Raises InvalidPetition with everything that is wrong.
    """
    if problems := tuple(_problems(petition, person, kind, today)):
        raise InvalidPetition(where=problems[0].where, problems=problems)
    return (replace(petition, file_name="") if kind.secret else petition), person


def refuse_move(standing: PetitionStanding, wanted: PetitionState, key: PetitionBookKey, number: int) -> None:
    """Đúng bước: raises IllegalPetitionMove unless the state may follow the present one."""
    if wanted not in MOVES[standing.state]:
        raise IllegalPetitionMove(
            where=f"{key}/{number}", number=number, book=key, state=standing.state.value, wanted=wanted.value
        )


def _problems(petition: Petition, person: Petitioner, kind: PetitionKind, today: date) -> Iterator[Problem]:
    if not petition.subject:
        yield Problem(_BLANK, {"field": "subject"}, "subject")
    if petition.anonymous == bool(person.name):
        yield Problem(_NAMED if petition.anonymous else _NOBODY, {}, "name")
    if petition.people < 1:
        yield Problem(_NO_PEOPLE, {}, "people")
    if petition.received_on > today:
        yield Problem(_FUTURE, {"day": petition.received_on}, "received_on")
    if petition.dated is not None and petition.dated > petition.received_on:
        yield Problem(_LATER, {"day": petition.dated, "received": petition.received_on}, "dated")
    for name, text in (
        ("subject", petition.subject),
        ("sent_by_body", petition.sent_by_body),
        ("name", person.name),
        ("address", person.address),
        ("contact", person.contact),
    ):
        if any(unicodedata.category(one) == "Cc" for one in text):
            yield Problem(_CONTROL, {"field": name}, name)
        elif kind.secret and name in ("subject", "sent_by_body") and _names(text, person):
            yield Problem(_NAMES_SENDER, {"field": name}, name)


def _names(text: str, person: Petitioner) -> bool:
    """Có nêu người gửi: whether a text tells what is kept secret."""
    told = comparison_key(text)
    return any(key in told for one in (person.name, person.contact) if (key := comparison_key(one)))


_BLANK = N_("field “{field}” is blank; fill it in")
_NOBODY = N_("say who sent it (--name), or that nobody is named on it (--anonymous)")
_NAMED = N_("it names somebody and is said to be anonymous; take one of them out")
_NO_PEOPLE = N_("at least one person sent it")
_FUTURE = N_("the day {day} has not come yet; check the day")
_LATER = N_("the petition is dated {day}, after its receipt on {received}; check both days")
_CONTROL = N_("field “{field}” holds a control character; type the text again")
_NAMES_SENDER = N_("“{field}” names the sender, who is kept secret; say it without the name")
