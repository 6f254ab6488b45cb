"""Từ bản ghi đến phiếu đăng ký: the record of a file that was read, as the fields of an arrival, doubts beside them.

Takes the record in its JSON form (what ``vanthu read --json`` prints), so that any reader of that form will do.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from directives.document.kinds import DocumentType
from directives.errors import N_, Problem
from directives.register.arrival_draft import ArrivalCitation, ArrivalDraft, ArrivalDuty
from directives.register.toml_text import toml_of

#: A field of the record -> the field of the arrival that rests on it.
_RESTS_ON = {
    "issuer": "author",
    "parent": "author",
    "number": "number",
    "date": "dated",
    "doc_type": "type",
    "subject": "subject",
    "signature": "signer",
}
#: A note about the lines of which these are told touches the whole text: pages that were recognised, an old encoding,
#: letters without a meaning. Others (automatic numbers, a stamp beside the text) leave the fields as they are.
_OF_THE_WHOLE = ("pages", "encoding", "count")
_TERRITORY = re.compile(
    r"^(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s+"
    r"(?P<unit>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)\s+(?P<name>.+)$",
    re.IGNORECASE,
)
_SEEN_BADLY = ("author", "number", "dated", "subject", "signer")

_NOT_READ = N_("not read: fill in, or say that the document really has none")
_NEEDS = N_("not read: fill in")
_DEADLINE = N_("the document orders something until {day}")
_URGENCY = N_("the stamp of urgency, if there is one: khan, thuong_khan or hoa_toc")
_PLACE = N_("the place of the letterhead is {place}")
_CONTROL = N_("held characters that cannot be printed; they were left out")
_SYMBOL = N_("only the symbol was read: {symbol}")


@dataclass(frozen=True, slots=True)
class ReadArrival:
    """Văn bản đến đọc sẵn: the fields as read, and by field what the clerk should know about it."""

    draft: ArrivalDraft
    remarks: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Không còn gì nghi ngờ: nothing blank, nothing doubtful."""
        return not any(self.draft.open_points())

    def to_toml(self, head: Sequence[str], said: Mapping[str, Sequence[str]]) -> str:
        """Phiếu dạng TOML: ``said`` are the remarks, worded; ``head`` explains the file to its reader."""
        shown = self.draft.model_dump()
        return toml_of(
            {name: shown[name] for name in shown if not _is_empty_list(shown, name)}, said, head=head
        )


def arrival_of(
    record: Mapping[str, Any],
    doubts: Iterable[Problem],
    *,
    office: str,
    file: str,
    sha256: str,
    received_on: date | None = None,
) -> ReadArrival:
    """Phiếu từ bản ghi: nothing is in it that the record does not say; ``doubts`` are the notes of the reading."""
    read = {
        "author": _author(record),
        "number": _normalized(record, "number"),
        "type": _type_of(record),
        "subject": _normalized(record, "subject"),
        "signer": (record.get("signature") or {}).get("name") or "",
    }
    clean = {name: _printable(text) for name, text in read.items()}
    dated = _day((record.get("date") or {}).get("iso"))
    remarks = _Remarks()
    for note in doubts:
        remarks.doubt(str(note.fields.get("field", "")), note)
    for name, text in read.items():
        if clean[name] != text:
            remarks.mark(name, Problem(_CONTROL, {}))
    for name in (*clean, "dated"):
        if not (dated if name == "dated" else clean[name]):
            needed = name in ("author", "type", "subject")
            remarks.say(name, Problem(_NEEDS if needed else _NOT_READ, {}))
    if not clean["number"] and (symbol := (record.get("number") or {}).get("symbol")):
        remarks.say("number", Problem(_SYMBOL, {"symbol": _printable(symbol)}))
    place = _printable(_normalized(record, "place"))
    if clean["author"] and place and place not in clean["author"]:
        remarks.say("author", Problem(_PLACE, {"place": place}))
    duties = [_duty(one) for one in record.get("obligations") or () if _printable(one["text"])]
    days = sorted(day for duty in duties if (day := duty.by or duty.until))
    if days:
        remarks.say("duties", Problem(_DEADLINE, {"day": f"{days[0]:%d/%m/%Y}"}))
    remarks.say("urgency", Problem(_URGENCY, {}))
    filled = {name for name, text in {**clean, "dated": dated}.items() if text}
    draft = ArrivalDraft(
        office=office,
        file=file,
        sha256=sha256,
        author=clean["author"],
        number=clean["number"],
        type=clean["type"],
        subject=clean["subject"],
        signer=clean["signer"],
        dated=dated or "",
        received_on=received_on or "",
        doubtful=sorted(remarks.marked & filled),
        addressees=[text for one in record.get("addressees") or () if (text := _worded(one))],
        cites=[_citation(one) for one in record.get("citations") or () if _printable(one["number"])],
        duties=duties,
    )
    return ReadArrival(draft, {name: tuple(said) for name, said in remarks.said.items()})


class _Remarks:
    """Ghi chú đang gom: what is said by field, and which fields are doubtful."""

    def __init__(self) -> None:
        self.said: dict[str, list[Problem]] = {}
        self.marked: set[str] = set()

    def say(self, name: str, remark: Problem) -> None:
        self.said.setdefault(name, []).append(remark)

    def mark(self, name: str, remark: Problem) -> None:
        self.marked.add(name)
        self.say(name, remark)

    def doubt(self, about: str, note: Problem) -> None:
        """Chỗ nghi ngờ của máy đọc: of one field, of the whole text, or of something that is not entered."""
        whole = about == "lines" and any(name in note.fields for name in _OF_THE_WHOLE)
        if whole:
            self.marked.update(_SEEN_BADLY)
            self.say("author", note)
        elif about in _RESTS_ON and not (about == "signature" and "page" in note.fields):
            self.mark(_RESTS_ON[about], note)
        else:  # of what is not entered, or only told: the words of a digital signature's picture
            self.say(_RESTS_ON.get(about, "duties"), note)


def _is_empty_list(shown: Mapping[str, Any], name: str) -> bool:
    return shown[name] == [] and name not in ("absent", "doubtful")


def _author(record: Mapping[str, Any]) -> str:
    """Tác giả: the issuer with the territory of the superior printed above it: "Sở Nội vụ tỉnh Quảng Trị"."""
    issuer, parent = _normalized(record, "issuer"), _normalized(record, "parent")
    territory = _TERRITORY.search(parent)
    known = not issuer or territory is None or territory["name"] in issuer
    return issuer if known or territory is None else f"{issuer} {territory['unit']} {territory['name']}"


def _normalized(record: Mapping[str, Any], name: str) -> str:
    return str((record.get(name) or {}).get("normalized") or "")


def _worded(one: Mapping[str, Any]) -> str:
    return _printable(one.get("normalized") or one.get("text") or "")


def _type_of(record: Mapping[str, Any]) -> str:
    """Tên loại: as the law writes it; of a type beyond its list as it is printed, in small letters."""
    read = record.get("doc_type") or {}
    known = (kind.name_vi for kind in DocumentType if kind.value == read.get("normalized"))
    printed = " ".join(str(read.get("text") or "").split())
    return next(known, printed.capitalize())


def _printable(text: str) -> str:
    kept = "".join(one for one in str(text) if unicodedata.category(one) not in ("Cc", "Cs"))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _citation(one: Mapping[str, Any]) -> ArrivalCitation:
    return ArrivalCitation(
        type=_printable(one.get("type") or ""),
        number=_printable(one["number"]),
        date=_day(one.get("date")),
        issuer=_printable(one.get("issuer") or ""),
        role=one["role"] if one.get("role") in ("basis", "cited") else "",
    )


def _duty(one: Mapping[str, Any]) -> ArrivalDuty:
    time = one.get("time") or {}
    return ArrivalDuty(
        text=_printable(one["text"]),
        ref=_printable(one.get("ref") or ""),
        addressees=[text for name in one.get("addressees") or () if (text := _printable(name))],
        kind=str(one.get("kind") or ""),
        evidence=str(one.get("evidence") or ""),
        force=str(one.get("force") or ""),
        time=_printable(time.get("text") or ""),
        by=_day(time.get("by")),
        since=_day(time.get("from")),
        until=_day(time.get("until")),
        condition=_printable(one.get("condition") or ""),
        report_to=_printable(one.get("report_to") or ""),
    )


def first_deadline(entered: Mapping[str, Any]) -> date | None:
    """Hạn sớm nhất: of the duties as they were entered; None where none has a day."""
    return min(_deadlines(entered), default=None)


def _deadlines(entered: Mapping[str, Any]) -> Iterator[date]:
    for duty in entered.get("duties") or ():
        if day := _day(duty.get("by") or duty.get("until")):
            yield day
