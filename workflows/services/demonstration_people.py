"""Người trình diễn: an account of every role, each at a unit which has something to do this morning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflows.services.accounts.account_acts import all_accounts, create_account, give_role
from workflows.services.accounts.links import first_admin_link, make_link
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.demonstration_field import FRONT_CHECKER, VETERANS_CHECKER
from workflows.services.demonstration_plans import FRONT, LATE, OFFICE, POST, UNITS, VETERANS
from workflows.services.demonstration_sample import INTERVIEWERS
from workflows.services.workspace import Workspace

#: Trong tên ai các tài khoản được lập: nobody who signs in, so that nobody gives a right to himself.
GIVER = "trinh-dien"
_REASON = "Trình diễn"


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """Người trình diễn: an account, whose it is, and the roles it holds."""

    account: str
    full_name: str
    roles: tuple[HeldRole, ...]


PEOPLE: Sequence[DemonstrationPerson] = (
    DemonstrationPerson("van-thu", "Văn thư Sở (trình diễn)", (HeldRole(Role.CLERK, OFFICE),)),
    DemonstrationPerson("chuyen-vien", "Chuyên viên Sở (trình diễn)", (HeldRole(Role.MONITOR, OFFICE),)),
    DemonstrationPerson("duyet-1", "Người duyệt thứ nhất (trình diễn)", (HeldRole(Role.PUBLISHER, OFFICE),)),
    DemonstrationPerson("duyet-2", "Người duyệt thứ hai (trình diễn)", (HeldRole(Role.PUBLISHER, OFFICE),)),
    DemonstrationPerson("can-bo-xa", "Cán bộ xã chậm (trình diễn)", (HeldRole(Role.UNIT, LATE[2]),)),
    DemonstrationPerson("can-bo-phuong", "Cán bộ phường (trình diễn)", (HeldRole(Role.UNIT, UNITS[0]),)),
    DemonstrationPerson(
        "lap-danh-sach", "Người lập danh sách (trình diễn)", (HeldRole(Role.LIST_MAKER, UNITS[0]),)
    ),
    DemonstrationPerson("buu-dien", "Điều phối Bưu điện (trình diễn)", (HeldRole(Role.POST, POST),)),
    DemonstrationPerson(
        "dieu-tra-vien",
        "Điều tra viên (trình diễn)",
        (HeldRole(Role.INTERVIEWER, POST, INTERVIEWERS[LATE[3]]),),
    ),
    DemonstrationPerson(
        "mat-tran", "Giám sát Mặt trận (trình diễn)", (HeldRole(Role.SUPERVISOR, FRONT, FRONT_CHECKER),)
    ),
    DemonstrationPerson(
        "cuu-chien-binh",
        "Giám sát Cựu chiến binh (trình diễn)",
        (HeldRole(Role.SUPERVISOR, VETERANS, VETERANS_CHECKER),),
    ),
    DemonstrationPerson(
        "kiem-tra", "Kiểm tra công vụ của Sở (trình diễn)", (HeldRole(Role.INSPECTOR, OFFICE),)
    ),
)


def let_people_in(workspace: Workspace) -> None:
    """Lập tài khoản: of everybody in the demonstration, with their roles and no password; the administrator first."""
    first_admin_link(workspace)  # a start of the portal makes another one, which is told
    giver = replace(workspace, actor=GIVER)
    for person in PEOPLE:
        create_account(giver, person.account, person.full_name)
        for held in person.roles:
            give_role(giver, person.account, held, _REASON)


def open_links(workspace: Workspace) -> dict[DemonstrationPerson, str]:
    """Liên kết dùng một lần: a new one for whoever of the demonstration has set no password yet."""
    giver = replace(workspace, actor=GIVER)
    entered = {one.name for one, _ in all_accounts(workspace) if one.password_hash}
    return {one: make_link(giver, one.account) for one in PEOPLE if one.account not in entered}
