"""Cổng thử: a portal on books of its own, and people of every role who are signed in to it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from starlette.testclient import TestClient

from portal.web.app import portal
from tests.workspaces import empty_books
from workflows.services.accounts.account_acts import create_account, give_role
from workflows.services.accounts.links import make_link, use_link
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.accounts.sign_in import begin_session
from workflows.services.workspace import Workspace
from workflows.wiring import open_workspace

#: The office at which the people of these tests work, unless a test says otherwise.
OFFICE = "snv-dak-nong"
PASSWORD = "bốn chữ dễ nhớ"
ORIGIN = "https://testserver"


@dataclass
class PortalDesk:
    """Cổng thử: its workspace, and a browser for each person, made when one is first asked for."""

    workspace: Workspace
    home: Path
    people: dict[tuple[Role, str], TestClient] = field(default_factory=dict)

    def anybody(self) -> TestClient:
        """Người chưa đăng nhập: a browser without cookies."""
        return TestClient(portal(), base_url=ORIGIN, headers={"origin": ORIGIN}, follow_redirects=False)

    def a(self, role: Role, unit: str = OFFICE, slice: str = "") -> TestClient:
        """Người giữ vai trò: signed in; the account is named after role and unit."""
        key = (role, unit + slice)
        if key not in self.people:
            name = account_name(role, unit, slice)
            create_account(self.workspace, name, f"Người thử {name}")
            give_role(self.workspace, name, HeldRole(role, unit, slice), "Phép thử")
            self.people[key] = self.signed_in(name)
        return self.people[key]

    def signed_in(self, name: str) -> TestClient:
        """Trình duyệt đã đăng nhập: of an account; no password is hashed for it, which would take its time."""
        browser = self.anybody()
        browser.cookies.set("vanthu-phien", begin_session(self.workspace, name), domain="testserver.local")
        return browser

    def with_password(self, name: str, password: str = PASSWORD) -> None:
        """Đặt mật khẩu: for tests which sign in as people do."""
        use_link(self.workspace, make_link(self.workspace, name), password)


def account_name(role: Role, unit: str = OFFICE, slice: str = "") -> str:
    """Tên tài khoản thử: of a role at a unit."""
    return ".".join(part for part in (role.value.replace("_", "-"), unit, slice) if part)


@contextmanager
def portal_desk(home: Path, **environment: str) -> Iterator[PortalDesk]:
    """Mở cổng thử: in this process, on empty books in a home of its own."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "vanthu.db").exists():
        (home / "vanthu.db").write_bytes(empty_books())
    wanted = {"PATH": os.environ["PATH"], "HOME": str(home), "VANTHU_HOME": str(home), **environment}
    with patch.dict(os.environ, wanted, clear=True):
        desk = PortalDesk(open_workspace("phep-thu"), home)
        yield desk
        desk.workspace.engine.dispose()
