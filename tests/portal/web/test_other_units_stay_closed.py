"""Đơn vị khác: no address of units, the Post or supervisors opens to people of another one."""

import re
from collections.abc import Iterator

import pytest

from portal.web.access import doors_of
from portal.web.app import create_app
from tests.portal.web.offices import OFFICE, PortalDesk, portal_desk
from tests.portal.web.unit_desk import OTHER
from workflows.services.accounts.roles import ACTS, Act, Role

_OURS = ("/don-vi/", "/buu-dien/", "/giam-sat/")
DOORS = [
    door for door in sorted(set(doors_of(create_app()))) if door[1].startswith(_OURS) and "{unit}" in door[1]
]
#: Wrongly shaped forms are refused before anything else: what each form must hold, so that it is not.
SENT = {"contact": "x", "to": "2030-01-07", "number": "1", "village": "x", "day": "2026-04-07", "reason": "x"}


@pytest.fixture(scope="module")
def desk_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng thử: with people of one office only."""
    with portal_desk(tmp_path_factory.mktemp("khac") / "var") as made:
        yield made


#: Phần của địa chỉ: what may stand there; a number or a code that is not named here is 1.
PARTS = {"unit": OTHER, "campaign": "dot", "survey": "dot", "step": "buoc", "digest": "a" * 64}


def _address(path: str) -> str:
    return re.sub(r"{(\w+)(?::int)?}", lambda part: PARTS.get(part.group(1), "1"), path)


@pytest.mark.parametrize(("method", "path", "act"), DOORS, ids=[f"{m} {p}" for m, p, _ in DOORS])
def test_people_of_one_unit_open_no_address_of_another(
    desk_of_ours: PortalDesk, method: str, path: str, act: str
) -> None:
    asked = [role for role in Role if Act(act) in ACTS[role]]
    assert asked
    for role in asked:
        browser = desk_of_ours.a(role, OFFICE, "x" if role is Role.INTERVIEWER else "")
        answer = browser.request(method, _address(path), data=SENT if method == "POST" else None)
        assert answer.status_code == 403, role


def test_there_are_such_doors() -> None:
    assert len(DOORS) > 20
