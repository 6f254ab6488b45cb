"""Danh sách khen thưởng: who waits for a decision, as the tables and the words of its documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from directives.document.model import BodyTable, TableColumn
from directives.followup.plan import Plan
from directives.org.offices import Office
from directives.results_use.commendation_choices import Choice, Nomination
from directives.results_use.scorecard import Evaluation
from directives.results_use.scorecard_words import merit_of
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.report_draft import Insertions, reporting_office
from workflows.services.results_use.commendation import CommendationBook
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Papers:
    """Người soạn văn bản: plan, standing office, committee and what was recorded, on the day of the documents."""

    workspace: Workspace
    state: FollowupState
    book: CommendationBook
    office: Office
    day: date

    @property
    def plan(self) -> Plan:
        """Kế hoạch: which the year followed."""
        return self.state.plan

    @property
    def evaluation(self) -> Evaluation:
        """Đánh giá: the version in force."""
        return self.book.evaluation

    @property
    def waiting(self) -> tuple[Choice, ...]:
        """Chờ quyết định: chosen, and in no decision yet."""
        return tuple(one for one in self.book.chosen if one.waits)

    @property
    def nominated(self) -> Mapping[int, Nomination]:
        """Người được giới thiệu: by number."""
        return {one.number: one for one in self.book.nominations}


def papers_of(workspace: Workspace, book: CommendationBook) -> Papers:
    """Chuẩn bị: raises UnknownCampaign, NoReportingOffice."""
    state, day = followup_state(workspace, book.evaluation.campaign), workspace.today()
    return Papers(workspace, state, book, reporting_office(workspace, state.plan, "", day), day)


def list_facts(papers: Papers) -> dict[str, Any]:
    """Dữ kiện của danh sách: how many, of which forms, and where the lists stand."""
    forms = {one.code: one.name for one in papers.book.forms}
    names = dict.fromkeys(forms.get(one.form, one.form) for one in papers.waiting)
    units, people = parted(papers.waiting)
    return {
        "form_names": ", ".join(names),
        "how_many": how_many(papers.waiting),
        "list_place": "danh sách tại "
        + ("Phụ lục I, Phụ lục II" if units and people else "Phụ lục")
        + " kèm theo",
        "unit_annexes": [{}] if units else [],
        "people_annexes": [{}] if people else [],
    }


def lists_of(papers: Papers) -> Insertions:
    """Bảng danh sách: units, then individuals, in the order of the plan."""
    units, people = parted(papers.waiting)
    forms = {one.code: one.name for one in papers.book.forms}
    nominated, tables = papers.nominated, {}
    if units:
        rows = [
            (str(place), papers.book.name(one.unit), _merit(papers, one), forms.get(one.form, one.form))
            for place, one in enumerate(units, start=1)
        ]
        tables["units"] = BodyTable(_UNIT_COLUMNS, tuple(rows))
    if people:
        named = [(one, nominated[one.nomination]) for one in people]
        tables["people"] = BodyTable(
            _PEOPLE_COLUMNS,
            tuple(
                (
                    str(place),
                    who.name,
                    f"{who.post}, {papers.book.name(one.unit)}",
                    who.achievement,
                    forms.get(one.form, one.form),
                )
                for place, (one, who) in enumerate(named, start=1)
            ),
        )
    return Insertions(tables)


_UNIT_COLUMNS = (
    TableColumn("TT", width=0.8, centred=True),
    TableColumn("Tập thể", width=4.5),
    TableColumn("Thành tích", width=7.0),
    TableColumn("Hình thức", width=2.2, centred=True),
)
_PEOPLE_COLUMNS = (
    TableColumn("TT", width=0.8, centred=True),
    TableColumn("Họ và tên", width=3.6),
    TableColumn("Chức vụ, đơn vị", width=4.2),
    TableColumn("Thành tích", width=4.6),
    TableColumn("Hình thức", width=2.0, centred=True),
)


def _merit(papers: Papers, choice: Choice) -> str:
    """What a person wrote, else what the card shows; no merit is made up by the program."""
    card = papers.evaluation.card(choice.unit)
    said = choice.reason or (merit_of(card) if card else "")
    return said[:1].upper() + said[1:]


def how_many(choices: Sequence[Choice]) -> str:
    """Bao nhiêu: "03 tập thể và 01 cá nhân"."""
    units, people = parted(choices)
    said = [f"{len(units):02d} tập thể"] * bool(units) + [f"{len(people):02d} cá nhân"] * bool(people)
    return " và ".join(said)


def parted(choices: Sequence[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Tập thể, cá nhân: apart."""
    return [one for one in choices if not one.nomination], [one for one in choices if one.nomination]
