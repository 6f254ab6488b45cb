"""Phúc tra qua cổng: a checker is shown the own drawn forms only, and records what people said."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from storage import field_records
from storage.database import reading
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.unit_desk import FRONT, in_the_field
from tests.services.field_desk import SERIALS, sent_back
from tests.services.test_campaign import LAM_DONG
from workflows.services.accounts.roles import Role
from workflows.services.recheck_forms import draw_recheck_forms, recheck_of

HERE = f"/giam-sat/{FRONT}/{LAM_DONG}/phuc-tra"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng của đợt đã rút phúc tra: half of twelve forms, between two checkers."""
    folder = tmp_path_factory.mktemp("phuc-tra")
    with portal_desk(folder / "var") as made:
        in_the_field(made.workspace, folder)
        sent_back(made.workspace, folder, dict.fromkeys(SERIALS, 4))
        draw_recheck_forms(made.workspace, LAM_DONG, ("mt-1", "mt-2"), "2026", Fraction(1, 2))
        yield made


def serials(desk: PortalDesk, checker: str) -> list[str]:
    """Phiếu của người phúc tra."""
    return [one.serial for one in recheck_of(desk.workspace, LAM_DONG).forms if one.checker == checker]


def recorded(desk: PortalDesk) -> set[str]:
    """Phiếu đã ghi."""
    with reading(desk.workspace.engine) as connection:
        return set(field_records.in_force(connection, LAM_DONG, "recheck"))


def test_a_checker_sees_and_records_the_own_forms_only(drawn: PortalDesk) -> None:
    mine, theirs = serials(drawn, "mt-1"), serials(drawn, "mt-2")
    checker = drawn.a(Role.SUPERVISOR, FRONT, "mt-1")
    page = checker.get(HERE).text
    assert all(serial in page for serial in mine)
    assert not any(serial in page for serial in theirs)
    form = next(one for one in recheck_of(drawn.workspace, LAM_DONG).forms if one.serial == mine[0])
    sent = {
        "serial": mine[0],
        "day": "2026-05-11",
        "way": "phone",
        "met": "co",
        "saw_form": "co",
        "own_hand": "co",
    }
    sent |= {f"level:{code}": "4" for code in form.questions}
    assert checker.post(HERE, data={**sent, "met": ""}).status_code == 422
    assert recorded(drawn) == set()
    assert checker.post(HERE, data=sent).status_code == 303
    assert checker.post(HERE, data={**sent, "serial": theirs[0]}).status_code == 404
    assert recorded(drawn) == {mine[0]}
    row = f"{theirs[0]},mt-2,11/05/2026,điện thoại,có,có,có,4,4,4"
    sheet = f"ma_phieu,nguoi_phuc_tra,ngay,cach,gap_duoc,thay_phieu,tu_tra_loi,cau_1,cau_2,cau_3\n{row}\n"
    assert checker.post(HERE + "/bang", files={"file": ("pt.csv", sheet.encode())}).status_code == 404
    assert recorded(drawn) == {mine[0]}


def test_without_a_slice_the_whole_draw_is_shown(drawn: PortalDesk) -> None:
    page = drawn.a(Role.SUPERVISOR, FRONT).get(HERE).text
    assert all(serial in page for serial in (*serials(drawn, "mt-1"), *serials(drawn, "mt-2")))
