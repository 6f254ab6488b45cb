"""Soạn trả lời đơn: the draft that answers a petition, in words that are data; a secret sender is not named in it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from directives.errors import N_, DirectiveError
from directives.register.petition_kinds import PetitionKind
from directives.register.petitions import Petition, PetitionBookKey, Petitioner, PetitionStanding
from directives.register.toml_text import toml_of
from directives.vocabulary.names import is_name

_DATA = Path(__file__).parent / "data" / "petition_replies.toml"


class UnfitReply(DirectiveError):
    """Chưa soạn được: the petition does not stand where this kind of answer follows."""

    kind = "unfit_reply"
    template = N_("“{reply}” follows a petition that is {wanted}; petition {number} of {book} is “{state}”.")


class ReplyNeeds(DirectiveError):
    """Thiếu để soạn: what this kind of answer must say was not given."""

    kind = "reply_needs"
    template = N_("“{reply}” needs {field}; add it.")


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """Mẫu trả lời đơn: a row of ``data/petition_replies.toml``."""

    key: str
    name: str
    type: str
    needs: tuple[str, ...]
    after: tuple[str, ...]
    subject: str
    addressee: str
    recipients: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Đơn được trả lời: everything about a petition that an answer may say."""

    book: PetitionBookKey
    number: int
    petition: Petition
    kind: PetitionKind
    standing: PetitionStanding
    sender: Petitioner
    office_name: str


@cache
def reply_forms() -> Mapping[str, ReplyForm]:
    """Các mẫu trả lời: by key."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        key: ReplyForm(
            key,
            row["name"],
            row["type"],
            tuple(row["needs"]),
            tuple(row["after"]),
            row["subject"],
            row["addressee"],
            tuple(row["recipients"]),
            tuple(row["body"]),
        )
        for key, row in table.items()
    }


def reply_draft(
    form: ReplyForm,
    about: Answered,
    *,
    to: str = "",
    words: str = "",
    unit: str = "",
    signer: str = "",
    title: str = "",
    name: str = "",
) -> str:
    """Bản thảo trả lời: a TOML for ``vanthu issue``; ``words`` become a paragraph a line.

    ``unit`` drafts (it stands in the symbol of a công văn); ``signer`` is one of the office's own file, else
    ``title`` and ``name`` stand in the signature. Raises UnfitReply, ReplyNeeds.
    """
    state = about.standing.state.value
    if state not in form.after:
        raise UnfitReply(
            where=f"{about.book}/{about.number}",
            reply=form.name,
            wanted=", ".join(form.after),
            number=about.number,
            book=about.book,
            state=state,
        )
    to = to.strip() or about.standing.transferred_to
    for field, given in (("to", to), ("words", words), ("unit", unit)):
        if field in form.needs and not given.strip():
            raise ReplyNeeds(where=field, reply=form.name, field=f"--{field}")
    if not signer and not name:
        raise ReplyNeeds(where="signer", reply=form.name, field="--signer")
    facts = _facts(about, to)
    draft: dict[str, Any] = {
        "type": form.type,
        "issuer": about.book.office,
        **({"unit": unit} if unit else {}),
        "subject": form.subject.format(**facts),
        "addressees": [to if form.addressee == "body" else _addressee(about)],
        "recipients": list(form.recipients),
        **({"signer": signer} if signer else {"signature": {"title": title, "name": name}}),
        "archive": {"units": ["VT"]},
        "body": [{"kind": "paragraph", "text": text} for text in _paragraphs(form, facts, words)],
    }
    office, year, number = about.book.office, about.book.year, about.number
    head = (
        f"{form.name}: đơn số {facts['number']} ({about.book}/{number}), chưa có số.",
        f"vanthu issue TỆP-NÀY --out THƯ-MỤC --key don-{office}-{year}-{number}-{form.key}",
        f"vanthu petitions answer {number} --office {office} --year {year} --by AI --reply SỔ/NĂM/SỐ",
    )
    return toml_of(draft, head=head)


def _paragraphs(form: ReplyForm, facts: Mapping[str, str], words: str) -> list[str]:
    """Các đoạn: what a person wrote is put in last, so that braces in it mean nothing."""
    written: list[str] = []
    for sentence in form.body:
        if sentence == "{words}":
            written += [line.strip() for line in words.splitlines() if line.strip()]
        else:
            written.append(sentence.format(**facts))
    return written


def _facts(about: Answered, to: str) -> Mapping[str, str]:
    petition = about.petition
    return {
        "kind": about.kind.name.casefold(),
        "number": f"{about.number:02d}/{about.book.year}",
        "received": _day(petition.received_on),
        "dated": f" đề ngày {_day(petition.dated)}" if petition.dated else "",
        "sender": _sender(about),
        "about": petition.subject.rstrip(" ."),
        "office": about.office_name,
        "to": to,
        "due": _day(about.standing.due_on) if about.standing.due_on else "…",
        "basis": _basis(about),
    }


def _basis(about: Answered) -> str:
    """Căn cứ: the clause behind the act; where our term rests on no clause, none is cited."""
    term = about.kind.classify if about.standing.accepted_on else about.kind.transfer
    found = next((one for one in (term, about.kind.classify) if one.confidence == "law"), None)
    return found.basis if found else _IN_GENERAL


#: What is said where no clause is known.
_IN_GENERAL = "quy định của pháp luật về tiếp nhận, xử lý đơn"


def _sender(about: Answered) -> str:
    """Người gửi trong câu: with the address where it is known; a secret or unnamed one is not named."""
    if about.kind.secret:
        return "người tố cáo (họ tên được giữ bí mật)"
    if not about.sender.name:
        return "người gửi không nêu tên"
    place = f", địa chỉ {about.sender.address}" if about.sender.address else ""
    return f"{_person(about.sender.name, 'ông (bà)')}{place}"


def _addressee(about: Answered) -> str:
    if about.kind.secret or not about.sender.name:
        return f"Người gửi đơn số {about.number:02d}/{about.book.year}"
    return _person(about.sender.name, "Ông (Bà)")


def _person(name: str, word: str) -> str:
    """Người hay tổ chức: a person's name takes a word before it, an organisation's stands alone."""
    return f"{word} {name}" if is_name(name) else name


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
