"""Hai cơ quan: one with something at every address of the portal, and strangers with the same roles elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy import select
from starlette.testclient import TestClient

from directives.register.petitions import Petition, Petitioner
from portal.web.access import MARK, PUBLIC
from portal.web.app import create_app
from storage.database import reading
from storage.tables import metadata
from tests.documents import DRAFT, a_document
from tests.portal.web import unit_desk
from tests.portal.web.offices import OFFICE, PortalDesk, portal_desk
from tests.portal.web.surveys import returned
from tests.portal.web.unit_desk import FRONT, POST, WARD
from tests.services import one_stop_acts
from tests.services.returning import ID as SURVEY
from tests.services.sample_lists import list_file, people
from tests.services.telling_desk import told
from tests.services.test_campaign import LAM_DONG
from tests.services.test_incoming import ARRIVAL
from workflows.services.accounts.account_acts import create_account, give_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.arriving.waiting import begin_by_hand
from workflows.services.desk_drafts import save_new
from workflows.services.difficulties import raise_difficulty
from workflows.services.import_list import import_list
from workflows.services.issue import issue_document
from workflows.services.jobs.running import ask
from workflows.services.petition_books import receive_petition
from workflows.services.receive_document import receive_document
from workflows.services.results_use.telling import record_telling
from workflows.services.unit_door.answers import Upload
from workflows.wiring import petition_kinds

#: Văn bản đi, đến và bản thảo: of this office.
COMMITTEE = "ubnd-tinh-lam-dong"
#: Người lạ: works here, with every role there is.
ELSEWHERE = "snv-khanh-hoa"
OWNER, STRANGER = "nguoi-nha", "nguoi-la"
#: Chữ của người khác: a spreadsheet program would take it for a formula.
FORMULA = '=HYPERLINK("http://vi-du.invalid","bấm")'
_UNITS = (COMMITTEE, OFFICE, unit_desk.OFFICER, WARD, POST, FRONT)
_PART = re.compile(r"{(\w+)(?::\w+)?}")
#: Khi người ta nhìn: written down whenever somebody looks, whatever they see.
_LOOKING = {"web_session", "failed_sign_in"}


@dataclass(frozen=True, slots=True)
class Door:
    """Cửa: as a stranger would find it in the description of the portal, with the names of what it takes."""

    method: str
    path: str
    act: str
    parts: tuple[str, ...]
    query: tuple[str, ...]
    form: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def name(self) -> str:
        """Tên dòng của bảng."""
        return f"{self.method} {self.path}"

    def at(self, **parts: object) -> str:
        """Địa chỉ: with these parts in it."""
        return _PART.sub(lambda found: str(parts[found.group(1)]), self.path)


def doors() -> list[Door]:
    """Mọi cửa: of the portal, in the order of their addresses."""
    found = [
        Door(
            method,
            route.path,
            (route.openapi_extra or {})[MARK],
            tuple(_PART.findall(route.path)),
            *_names(route.dependant),
        )
        for route in create_app().routes
        if isinstance(route, APIRoute)
        for method in sorted(route.methods)
    ]
    return sorted(found, key=lambda door: (door.path, door.method))


def _names(dependant: Dependant) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    query, form, files = set[str](), set[str](), set[str]()
    for one in (dependant, *dependant.dependencies):
        query |= {param.alias for param in one.query_params}
        for param in one.body_params:
            kind = param.field_info.annotation
            if "UploadFile" in str(kind):
                files.add(param.alias)
            elif hasattr(kind, "model_fields"):
                form |= {*kind.model_fields}
            else:
                form.add(param.alias)
    return tuple(sorted(query)), tuple(sorted(form)), tuple(sorted(files))


@dataclass
class TwoOffices:
    """Hai cơ quan: the desk, the one who is at home there, the stranger, and what stands at each address."""

    desk: PortalDesk
    known: dict[str, dict[str, Any]]
    browsers: dict[str, TestClient] = field(default_factory=dict)

    def of(self, who: str) -> TestClient:
        """Trình duyệt: of one of the two; a new session when the last one has ended."""
        if who not in self.browsers:
            self.browsers[who] = self.desk.signed_in(who)
            self.browsers[who].headers["accept-language"] = "vi"
        return self.browsers[who]

    def parts(self, door: Door) -> dict[str, Any] | None:
        """Điều có thật: at this door; None where nobody has said what stands there."""
        for prefix, parts in self.known.items():
            if door.path.startswith(prefix) and set(door.parts) <= set(parts):
                return parts
        return None

    def everything(self) -> dict[str, list[str]]:
        """Toàn bộ dữ liệu: every row of every table but those about who looks."""
        with reading(self.desk.workspace.engine) as connection:
            return {
                table.name: sorted(map(str, connection.execute(select(table)).all()))
                for table in metadata.sorted_tables
                if table.name not in _LOOKING
            }


@contextmanager
def two_offices(folder: Path) -> Iterator[TwoOffices]:
    """Mở hai cơ quan: with documents, drafts, arrivals, campaigns, lists, work and files of the first."""
    with portal_desk(folder / "var") as desk:
        for name, units in ((OWNER, _UNITS), (STRANGER, (ELSEWHERE,))):
            create_account(desk.workspace, name, f"Người thử {name}")
            for role in Role:
                for unit in units:
                    give_role(desk.workspace, name, HeldRole(role, unit), "Phép thử")
        made = TwoOffices(desk, {})
        made.known |= _filled(made, folder)
        yield made


def _filled(made: TwoOffices, folder: Path) -> dict[str, dict[str, Any]]:
    workspace = replace(made.desk.workspace, actor=OWNER)
    year = issue_document(workspace, a_document(subject="việc riêng của tỉnh")).entry.book.year
    draft = save_new(workspace, COMMITTEE, "việc riêng", {**DRAFT, "subject": "việc riêng của tỉnh"})
    waiting = begin_by_hand(workspace, COMMITTEE)
    hostile = replace(ARRIVAL, author=FORMULA, subject=FORMULA, signer="+84 912 345 678")
    arrival = receive_document(workspace, COMMITTEE, hostile)
    complaint = Petition("to_cao", workspace.today(), FORMULA)
    petition = receive_petition(workspace, petition_kinds(), COMMITTEE, complaint, Petitioner("Việc riêng"))
    returned(workspace, folder, hostile=False)
    unit_desk.in_the_field(workspace, folder)
    unit_desk.begun(workspace, date(2026, 3, 2))
    raise_difficulty(workspace, unit_desk.ID, unit=WARD, step="bao_cao", text=FORMULA)
    listed = import_list(workspace, LAM_DONG, WARD, list_file(folder / "ds.csv", people(30))).stored.key
    job = ask(workspace, "look_through_returns", {"campaign": SURVEY})
    word = issue_document(workspace, a_document(), idempotency_key="kiem-tra").content
    checked = made.of(OWNER).post("/kiem-tra", files={"file": ("việc riêng.docx", word)})
    book = {"issuer": COMMITTEE, "series": "CV", "year": year, "number": 1, "kind": "docx"}
    duty = {"unit": WARD, "campaign": unit_desk.ID, "step": "bao_cao", "occurrence": 1, "digest": "a" * 64}
    survey = {"campaign": SURVEY, "form": "K0", "edition": 1}
    one_stop_acts.inspected(workspace, unit_desk.ID, WARD, FORMULA)
    inspected = {"unit": WARD, "campaign": unit_desk.ID, "number": 1, "finding": 1}
    published = told(WARD, day=date(2026, 4, 7), note=FORMULA)
    record_telling(workspace, unit_desk.ID, published, Upload(unit_desk.PDF))
    text = {"number": 1, "phase": "ket-qua", "name": "trang-tin.txt"}
    followed = {**duty, "ky": "6-thang", **text, "finding": 1, "file": "bang-so-lieu.xlsx"}
    return {
        "/api/v1/books/": book,
        "/api/v1/campaigns/": survey,
        "/buu-dien/": {"unit": POST, "campaign": LAM_DONG},
        "/giam-sat/": {"unit": FRONT, "campaign": LAM_DONG},
        "/cong-bo/": {**survey, "path": "manifest.json"},
        "/den/cho/": {"arrival_id": waiting, "number": 1},
        "/den/": {"office": COMMITTEE, "year": arrival.book.year, "number": 1, "page": 1, "act": "xu-ly"},
        "/don-thu/": {
            "office": COMMITTEE,
            "year": petition.book.year,
            "number": petition.number,
            "act": "luu",
        },
        "/don-vi/danh-sach/": {"survey": listed.survey, "unit": listed.office, "version": listed.version},
        "/don-vi/viec/": duty,
        "/don-vi/mot-cua/": inspected,
        "/don-vi/truyen-thong/": {**duty, **text},
        "/don-vi/": duty,
        "/ket-qua/": survey,
        "/phieu/": survey,
        "/theo-doi/": followed,
        "/kiem-tra/": {"file_id": checked.headers["location"].rpartition("/")[2]},
        "/so/": book,
        "/soan/": {"draft_id": draft, "revision": 1, "number": 1, "kind": "docx", "name": "hinh-1.png"},
        "/viec/": {"job_id": job},
    }


def is_public(door: Door) -> bool:
    """Cửa cho mọi người."""
    return door.act == PUBLIC
