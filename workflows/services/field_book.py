"""Sổ thực địa: what was written down in the field of a campaign, as values; and the one way of writing more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import Connection

from sipas_engine.fieldwork.assignment import BETWEEN, Assignment, Village
from sipas_engine.fieldwork.daily import DailyRow
from sipas_engine.fieldwork.payment import PaidRow
from sipas_engine.fieldwork.roster import Investigator
from sipas_engine.recheck.draw import RecheckDraw, RecheckForm
from sipas_engine.recheck.results import RecheckRecord
from sipas_engine.recheck.visits import FindingAnswer, Visit
from storage import audit, field_records
from storage.database import reading, transaction
from storage.field_records import Kind
from storage.versioned_records import Content
from workflows.services.campaign_state import campaign_state
from workflows.services.workspace import Workspace

Checked = Callable[[Connection], Mapping[str, Content]]
"""Việc kiểm tra: looks at what stands in the book already, refuses, or gives the records to be written."""


def write_field_book(workspace: Workspace, campaign_id: str, kind: Kind, act: str, checked: Checked) -> int:
    """Ghi sổ thực địa: check and write in one transaction, with one journal entry; gives how many records are new.

    Records that stand in the book already, word for word, are passed over; an act that brings nothing new leaves no
    entry. Writers of one campaign's book stand in line, so what was checked still holds when it is written. The
    journal names keys by number only, never people.
    """
    campaign_state(workspace, campaign_id)
    chain = f"campaign/{campaign_id}"
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain)
        records = checked(connection)
        at = workspace.timestamp()
        new = field_records.add(connection, campaign_id, kind, records, at, workspace.actor)
        if new:
            facts = {"kind": kind, "records": new}
            audit.append(
                connection, chain, audit.Act(at, workspace.actor, act, f"{campaign_id}/field", facts)
            )
    return new


def records(workspace: Workspace, campaign_id: str, kind: Kind) -> dict[str, Content]:
    """Hồ sơ đang có hiệu lực: raises UnknownCampaign."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        return field_records.in_force(connection, campaign_id, kind)


def investigators(found: Mapping[str, Content]) -> tuple[Investigator, ...]:
    """Điều tra viên: of the roster."""
    return tuple(
        Investigator(
            id=key,
            name=str(row["name"]),
            post_office=str(row["post_office"]),
            meets=frozenset(_list(row["meets"])),
            trained_on=_day(row["trained_on"]),
            committed_on=_day(row["committed_on"]),
            daily_capacity=_int(row["daily_capacity"]),
            left_on=_day(row["left_on"]),
        )
        for key, row in found.items()
    )


def investigator_content(person: Investigator) -> Content:
    """Nội dung: of one investigator."""
    return {
        "name": person.name,
        "post_office": person.post_office,
        "meets": sorted(person.meets),
        "trained_on": _iso(person.trained_on),
        "committed_on": _iso(person.committed_on),
        "daily_capacity": person.daily_capacity,
        "left_on": _iso(person.left_on),
    }


def assignments(found: Mapping[str, Content]) -> tuple[Assignment, ...]:
    """Phân công: village by village."""
    return tuple(
        Assignment(
            str(row["investigator"]),
            Village(_path(key), tuple(_list(row["serials"])), tuple(_list(row["reserve"]))),
        )
        for key, row in found.items()
    )


def assignment_content(one: Assignment) -> Content:
    """Nội dung: of the forms of one village and who has them."""
    return {
        "investigator": one.investigator,
        "serials": list(one.village.serials),
        "reserve": list(one.village.reserve),
    }


def daily_rows(found: Mapping[str, Content]) -> tuple[DailyRow, ...]:
    """Bảng theo dõi: every row in force."""
    counts = ("handed_out", "back", "refused", "wrong_address", "replaced")
    return tuple(
        DailyRow(
            investigator=str(row["investigator"]),
            village=_path(str(row["village"])),
            day=date.fromisoformat(str(row["day"])),
            note=str(row["note"]),
            **{name: _int(row[name]) for name in counts},
        )
        for row in found.values()
    )


def day_content(row: DailyRow) -> Content:
    """Nội dung: of one row of a daily sheet."""
    return {
        "investigator": row.investigator,
        "village": village_key(row.village),
        "day": row.day.isoformat(),
        "handed_out": row.handed_out,
        "back": row.back,
        "refused": row.refused,
        "wrong_address": row.wrong_address,
        "replaced": row.replaced,
        "note": row.note,
    }


def paid_rows(found: Mapping[str, Content]) -> tuple[PaidRow, ...]:
    """Danh sách ký nhận: each paid serial as often as it stood in the lists, all of them together."""
    return tuple(
        PaidRow(key, Decimal(amount), signed)
        for key, row in found.items()
        for paid in cast(Mapping[str, Any], row["lists"]).values()
        for amount, signed in paid
    )


def visits(found: Mapping[str, Content]) -> tuple[Visit, ...]:
    """Phiếu giám sát: every visit in force."""
    return tuple(
        Visit(
            id=key,
            village=_path(str(row["village"])),
            day=date.fromisoformat(str(row["day"])),
            supervisor=str(row["supervisor"]),
            fulfilled=cast(Any, row["fulfilled"]),
            remark=str(row["remark"]),
            proposal=str(row["proposal"]),
        )
        for key, row in found.items()
    )


def finding_answers(found: Mapping[str, Content]) -> tuple[FindingAnswer, ...]:
    """Trả lời phát hiện: every answer in force."""
    return tuple(
        FindingAnswer(
            visit=str(row["visit"]),
            content=cast(Any, row["content"]),
            day=date.fromisoformat(str(row["day"])),
            by=str(row["by"]),
            text=str(row["text"]),
        )
        for row in found.values()
    )


def recheck_draw_content(drawn: RecheckDraw) -> Content:
    """Nội dung: of a drawn re-check, whole."""
    return {
        "seed": drawn.seed,
        "share": str(drawn.share),
        "list_hash": drawn.list_hash,
        "forms": [
            [form.serial, form.investigator, form.village, form.checker, list(form.questions)]
            for form in drawn.forms
        ],
    }


def recheck_draw_of(row: Content) -> RecheckDraw:
    """Mẫu phúc tra đã rút: from its record."""
    forms = tuple(
        RecheckForm(serial, person, village, checker, tuple(questions))
        for serial, person, village, checker, questions in cast(Any, row["forms"])
    )
    return RecheckDraw(str(row["seed"]), Fraction(str(row["share"])), str(row["list_hash"]), forms)


def recheck_records(found: Mapping[str, Content]) -> tuple[RecheckRecord, ...]:
    """Phiếu phúc tra đã ghi: every record in force."""
    return tuple(
        RecheckRecord(
            serial=key,
            checker=str(row["checker"]),
            day=date.fromisoformat(str(row["day"])),
            way=cast(Any, row["way"]),
            met=bool(row["met"]),
            saw_form=cast(Any, row["saw_form"]),
            own_hand=cast(Any, row["own_hand"]),
            answers=cast(Any, row["answers"]),
        )
        for key, row in found.items()
    )


def recheck_content(record: RecheckRecord) -> Content:
    """Nội dung: of one re-check record."""
    return {
        "checker": record.checker,
        "day": record.day.isoformat(),
        "way": record.way,
        "met": record.met,
        "saw_form": record.saw_form,
        "own_hand": record.own_hand,
        "answers": dict(record.answers),
    }


def village_key(path: Sequence[str]) -> str:
    """Khóa của thôn: its path in one text."""
    return BETWEEN.join(path)


def _path(text: str) -> tuple[str, ...]:
    return tuple(text.split(BETWEEN))


def _list(value: object) -> list[str]:
    return [str(item) for item in cast(Sequence[object], value)]


def _int(value: object) -> int:
    return int(cast(int, value))


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
