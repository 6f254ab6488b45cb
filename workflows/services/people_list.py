"""Danh sách người phụ trách: who answers for each unit's duties on a day, as rows, an annex and a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from directives.calendar.dates import short_date
from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.model import Annex, TableColumn
from directives.errors import N_, DirectiveError
from directives.followup.log import ANY
from directives.followup.people import Appointment, responsible_on
from directives.followup.plan import BY_ENGINE
from directives.followup.reminder_letter import named
from directives.register.printed import PrintedBook
from directives.rendering.book_xlsx import book_as_xlsx
from storage.files import write_whole
from workflows.services.appointments import appointments_of
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.reminder_document import ReminderDesk, signature_of
from workflows.services.templates import rendered
from workflows.services.workspace import Workspace

_TITLE = "Danh sách lãnh đạo phụ trách, cán bộ đầu mối"
_NOT_NAMED = "chưa cử"


class UnknownListFormat(DirectiveError):
    """Không in được dạng này: the list is a Word file or a workbook."""

    kind = "unknown_list_format"
    template = N_("{file} has no form in which the list is written. End its name in .docx or .xlsx.")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Dòng người phụ trách: a unit and who answers for the step; ``person`` None: it has named nobody."""

    unit: str
    name: str
    step: str
    person: Appointment | None


@dataclass(frozen=True, slots=True)
class PeopleList:
    """Danh sách: of a plan on a day."""

    state: FollowupState
    day: date
    rows: Sequence[PersonRow]


def people_on(workspace: Workspace, campaign_id: str, day: date) -> PeopleList:
    """Người phụ trách trong ngày: a row for each unit, and one more for each step with people of its own.

    Units whose every duty the engine does are left out. Raises UnknownCampaign.
    """
    state = followup_state(workspace, campaign_id)
    by_unit: dict[str, list[Appointment]] = {}
    for one in appointments_of(workspace, campaign_id):
        by_unit.setdefault(one.unit, []).append(one)
    owing = {
        unit for lane in state.lanes if lane.step.act not in BY_ENGINE for unit in lane.owers
    } | by_unit.keys()
    rows = []
    for unit in state.units:
        if unit.id in owing:
            mine = by_unit.get(unit.id, [])
            steps = dict.fromkeys(one.step for one in mine if one.step != ANY and one.holds_on(day))
            for step in (ANY, *steps):
                rows.append(PersonRow(unit.id, unit.name, step, responsible_on(mine, unit.id, step, day)))
    return PeopleList(state, day, tuple(rows))


def write_people(workspace: Workspace, people: PeopleList, file: Path, *, with_phones: bool = False) -> None:
    """In danh sách: an annex in the law's form (.docx) or a workbook (.xlsx), by the file's ending.

    Telephone and e-mail only ``with_phones``. Raises UnknownListFormat and what composing refuses.
    """
    match file.suffix.lower():
        case ".docx":
            content = _document(workspace, people, with_phones)
        case ".xlsx":
            content = book_as_xlsx(_book(people, with_phones))
        case _:
            raise UnknownListFormat(where=file.name, file=file.name)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content)


def annex_of_people(people: PeopleList, *, with_phones: bool = False) -> Annex:
    """Phụ lục: the list as values, to go out with any document."""
    columns = [
        TableColumn("STT", width=1.3, centred=True),
        TableColumn("Đơn vị", width=4.5),
        TableColumn("Nhiệm vụ", width=3.6),
        TableColumn("Lãnh đạo phụ trách", width=4.2),
        TableColumn("Cán bộ đầu mối", width=4.2),
        TableColumn("Người thay thế", width=3.0),
    ]
    if with_phones:
        columns.append(TableColumn("Điện thoại, thư điện tử", width=5.4))
    titles = {step.code: step.name for step in people.state.plan.steps}
    rows = tuple(
        (str(place), *_cells(row, titles, with_phones)) for place, row in enumerate(people.rows, start=1)
    )
    title = f"{_TITLE}, tính đến ngày {short_date(people.day)}"
    return Annex(title, tuple(columns), rows, landscape=True)


def _cells(row: PersonRow, titles: dict[str, str], with_phones: bool) -> tuple[str, ...]:
    step = "Mọi nhiệm vụ" if row.step == ANY else titles.get(row.step, row.step)
    person = row.person
    if person is None:
        return (row.name, step, _NOT_NAMED, _NOT_NAMED, "", *(("",) if with_phones else ()))
    return (
        row.name,
        step,
        named(person.leader, person.leader_title) or _NOT_NAMED,
        named(person.contact, person.contact_title) or _NOT_NAMED,
        person.substitute,
        *((", ".join(filter(None, (person.phone, person.email))),) if with_phones else ()),
    )


def _document(workspace: Workspace, people: PeopleList, with_phones: bool) -> bytes:
    """Thông báo kèm Phụ lục: without a number, to be looked at and issued by whoever signs."""
    desk = ReminderDesk(workspace, people.state, people.day, ())
    plan, issuer = people.state.plan, desk.issuer
    named_units = sum(row.person is not None for row in people.rows if row.step == ANY)
    units = len({row.unit for row in people.rows})
    draft = parse_draft(
        {
            "type": "thong_bao",
            "issuer": issuer.id,
            "unit": desk.drafting_unit,
            "subject": f"{_TITLE} thực hiện “{plan.title}”",
            "date": people.day,
            "provenance": "synthetic" if plan.synthetic_returns else "real",
            "recipients": ["Các đơn vị có tên tại Phụ lục"],
            "body": [
                {
                    "kind": "paragraph",
                    "text": f"{issuer.full_name} thông báo danh sách lãnh đạo phụ trách, cán bộ đầu mối của các đơn "
                    f"vị thực hiện “{plan.title}”: {named_units}/{units} đơn vị đã cử (Phụ lục kèm theo).",
                },
                {
                    "kind": "paragraph",
                    "text": f"Đơn vị chưa cử hoặc có thay đổi thông báo về {issuer.short_name}",
                },
            ],
            **signature_of(desk),
        },
        file="people",
    )
    document = compose(draft, workspace.chart, people.day, rules=workspace.rules)
    annex = annex_of_people(people, with_phones=with_phones)
    return rendered(workspace.files, replace(document, annexes=(annex,))).content


def _book(people: PeopleList, with_phones: bool) -> PrintedBook:
    annex = annex_of_people(people, with_phones=with_phones)
    facts = (people.state.plan.title, f"Tính đến ngày {short_date(people.day)}")
    return PrintedBook("Người phụ trách", (), (), _TITLE.upper(), facts, annex.columns, annex.rows)
