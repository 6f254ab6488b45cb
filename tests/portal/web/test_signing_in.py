"""Đăng nhập: guessing is slowed and tells nothing, cookies are safe, the session is new; the office's own provider."""

import re
import time
import warnings
from collections.abc import Iterator
from statistics import median
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authlib.deprecate import AuthlibDeprecationWarning
from starlette.testclient import TestClient

from portal.web.access import doors_of
from portal.web.app import create_app
from storage import accounts, sessions
from storage.database import open_database, reading
from tests.portal.web.offices import ORIGIN, PASSWORD, PortalDesk, account_name
from workflows.services.accounts import sign_in as limits
from workflows.services.accounts.account_acts import set_active, set_subject
from workflows.services.accounts.links import first_admin_link, hash_of, use_link
from workflows.services.accounts.roles import Role

with warnings.catch_warnings():  # its HTTP library is one that Authlib is leaving behind
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from oidc_provider_mock import User, run_server_in_thread

CLERK = account_name(Role.CLERK)


@pytest.fixture
def clerk(desk: PortalDesk, quick_hashing: None) -> PortalDesk:
    """Một văn thư có mật khẩu."""
    desk.a(Role.CLERK)
    desk.with_password(CLERK)
    return desk


def signing_in(
    browser: TestClient, account: str, password: str = PASSWORD, tiep: str = "/so"
) -> httpx.Response:
    return browser.post("/dang-nhap", data={"account": account, "password": password, "tiep": tiep})


class TestGuessing:
    """W01: by account and by address, without telling which accounts there are."""

    @pytest.mark.parametrize("account", [CLERK, "khong-co-nguoi-nay", CLERK.upper()])
    def test_after_ten_failures_an_account_is_not_tried_any_more_whether_there_is_one_or_not(
        self, clerk: PortalDesk, account: str
    ) -> None:
        browser = clerk.anybody()
        with patch.object(limits, "agrees", lambda _hash, password: password == PASSWORD):
            answers = [
                signing_in(browser, account, "sai").status_code for _try in range(limits.ACCOUNT_LIMIT)
            ]
            assert answers == [401] * limits.ACCOUNT_LIMIT
            assert signing_in(browser, account).status_code == 429  # the right one as well
            assert signing_in(browser, account, tiep="/").headers.get("set-cookie") is None

    def test_from_one_address_many_accounts_are_not_tried(self, clerk: PortalDesk) -> None:
        browser = clerk.anybody()
        with (
            patch.object(limits, "agrees", lambda _hash, _password: False),
            patch.object(limits, "ADDRESS_LIMIT", 12),
        ):
            answers = [signing_in(browser, f"nguoi-{number}").status_code for number in range(13)]
        assert answers == [401] * 12 + [429]

    def test_the_limit_ends_with_its_window_and_with_a_success(self, clerk: PortalDesk) -> None:
        browser = clerk.anybody()
        with patch.object(limits, "agrees", lambda _hash, password: password == PASSWORD):
            for _try in range(limits.ACCOUNT_LIMIT - 1):
                signing_in(browser, CLERK, "sai")
            assert signing_in(browser, CLERK).status_code == 303
            assert signing_in(browser, CLERK, "sai").status_code == 401
            with patch.object(limits, "WINDOW_SECONDS", 0):
                for _try in range(limits.ACCOUNT_LIMIT):
                    signing_in(browser, CLERK, "sai")
            with patch.object(limits, "moment", lambda workspace: int(workspace.now().timestamp()) + 16 * 60):
                assert signing_in(browser, CLERK).status_code == 303

    def test_words_do_not_tell_whether_there_is_an_account(self, clerk: PortalDesk) -> None:
        set_active(clerk.workspace, CLERK, "phép thử", active=False)
        pages = [
            signing_in(clerk.anybody(), name, password).text.replace(name, "")
            for name, password in ((CLERK, "sai"), (CLERK, PASSWORD), ("khong-co-nguoi", "sai"))
        ]
        assert pages[0] == pages[1] == pages[2]

    def test_time_does_not_tell_whether_there_is_an_account(self, desk: PortalDesk) -> None:
        desk.a(Role.CLERK)
        desk.with_password(CLERK)

        def taken(name: str) -> float:
            browser, times = desk.anybody(), []
            for _try in range(4):
                begun = time.process_time()
                signing_in(browser, name, "sai mật khẩu")
                times.append(time.process_time() - begun)
            return median(times[1:])

        known, unknown = taken(CLERK), taken("khong-co-nguoi-nay")
        assert 0.4 < known / unknown < 2.5

    def test_passwords_are_kept_as_argon2id(self, desk: PortalDesk) -> None:
        desk.a(Role.CLERK)
        desk.with_password(CLERK)
        with reading(desk.workspace.engine) as connection:
            found = accounts.find(connection, CLERK)
        assert found
        assert re.match(r"\$argon2id\$v=19\$m=(65536|\d{6,}),t=[3-9],p=\d\$", found.password_hash)


class TestSessions:
    """W05: own origin, safe cookies, a new session at sign-in that dies at sign-out."""

    def test_the_cookie_is_secure_out_of_reach_of_scripts_and_of_other_sites(self, clerk: PortalDesk) -> None:
        (cookie,) = signing_in(clerk.anybody(), CLERK).headers.get_list("set-cookie")
        assert cookie.startswith("vanthu-phien=")
        assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= {
            part.strip() for part in cookie.split(";")
        }

    def test_a_session_put_into_the_browser_beforehand_is_not_taken_over(self, clerk: PortalDesk) -> None:
        browser = clerk.anybody()
        browser.cookies.set("vanthu-phien", "cua-ke-xau", domain="testserver.local")
        signing_in(browser, CLERK)
        held = [cookie.value for cookie in browser.cookies.jar if cookie.name == "vanthu-phien"]
        assert "cua-ke-xau" not in held[-1:]
        stranger = clerk.anybody()
        stranger.cookies.set("vanthu-phien", "cua-ke-xau", domain="testserver.local")
        assert stranger.get("/so").status_code == 303

    def test_signing_out_ends_the_session_for_whoever_copied_it(self, clerk: PortalDesk) -> None:
        browser, thief = clerk.anybody(), clerk.anybody()
        signing_in(browser, CLERK)
        thief.cookies.set("vanthu-phien", browser.cookies["vanthu-phien"], domain="testserver.local")
        assert thief.get("/so").status_code == 200
        browser.post("/dang-xuat")
        assert thief.get("/so").status_code == 303

    def test_only_the_hash_of_a_session_is_kept(self, clerk: PortalDesk) -> None:
        browser = clerk.anybody()
        signing_in(browser, CLERK)
        secret = browser.cookies["vanthu-phien"]
        with reading(clerk.workspace.engine) as connection:
            found = sessions.of_account(connection, CLERK, 0)
        assert hash_of(secret) in {one.token_sha256 for one in found}
        assert secret not in {one.token_sha256 for one in found}

    @pytest.mark.parametrize(
        "headers",
        [{}, {"origin": "https://ke-xau.example"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}],
        ids=["nothing told", "another site", "a hidden site", "a neighbour"],
    )
    def test_no_door_changes_anything_for_another_sites_page(
        self, clerk: PortalDesk, headers: dict[str, str]
    ) -> None:
        browser = clerk.signed_in(CLERK)
        del browser.headers["origin"]
        for method, path, _act in doors_of(create_app()):
            if method not in ("GET", "HEAD") and "{" not in path:
                assert browser.request(method, path, headers=headers).status_code == 403, (method, path)
        assert browser.get("/so").status_code == 200

    @pytest.mark.parametrize(
        "elsewhere", ["//ke-xau.example", "https://ke-xau.example/", "/\\ke-xau.example", "so"]
    )
    def test_one_is_not_sent_elsewhere_after_signing_in(self, clerk: PortalDesk, elsewhere: str) -> None:
        assert signing_in(clerk.anybody(), CLERK, tiep=elsewhere).headers["location"] == "/viec-hom-nay"


class TestFreshInstallation:
    """W11: safe before anybody reads the manual."""

    def test_nobody_can_sign_in_before_the_first_link_is_used(
        self, desk: PortalDesk, quick_hashing: None
    ) -> None:
        browser = desk.anybody()
        for name in ("admin", "root", "quan-tri", "vanthu"):
            for password in ("admin", "", "password", name):
                assert signing_in(browser, name, password).status_code in (401, 422, 429)

    def test_the_first_link_makes_an_administrator_once(self, desk: PortalDesk) -> None:
        link = first_admin_link(desk.workspace)
        assert link
        assert use_link(desk.workspace, link, PASSWORD) == "quan-tri"
        assert first_admin_link(desk.workspace) is None

    @pytest.mark.parametrize(
        "path", ["/docs", "/redoc", "/openapi.json", "/debug", "/admin", "/metrics", "/.env"]
    )
    def test_there_is_no_page_for_debugging(self, desk: PortalDesk, path: str) -> None:
        assert desk.anybody().get(path).status_code == 404

    def test_a_defect_shows_nothing_of_itself(self, desk: PortalDesk) -> None:
        browser = TestClient(
            desk.anybody().app, base_url=ORIGIN, headers={"origin": ORIGIN}, raise_server_exceptions=False
        )
        with patch("portal.web.pages.home.PlainTextResponse", side_effect=RuntimeError("bí mật /var/lib")):
            answer = browser.get("/con-song")
        assert answer.status_code == 500
        assert "lỗi của chương trình" in answer.text
        assert not {
            word for word in ("bí mật", "Traceback", "/var/lib", "RuntimeError") if word in answer.text
        }

    def test_the_database_is_read_by_the_service_only(self, desk: PortalDesk) -> None:
        file = desk.home / "moi.db"
        open_database(f"sqlite:///{file}").dispose()
        assert {one.name: oct(one.stat().st_mode & 0o077) for one in desk.home.glob("moi.db*")} == {
            one.name: "0o0" for one in desk.home.glob("moi.db*")
        }


@pytest.mark.filterwarnings("ignore:get_jwt_config")  # the provider's own
class TestProvider:
    """OpenID Connect: a local provider says who somebody is; the administrator has said what they may do."""

    @pytest.fixture
    def provider(self, clerk: PortalDesk) -> Iterator[str]:
        people = [
            User(sub="an-1", claims={"email": "an@so.example", "email_verified": True}),
            User(sub="la", claims={"email": "an@so.example"}),
        ]
        with run_server_in_thread(user_claims=people, require_nonce=True) as server:
            address = f"http://localhost:{server.server_port}"
            settings = {
                "VANTHU_OIDC_ISSUER": address, "VANTHU_OIDC_CLIENT_ID": "van-thu", "VANTHU_OIDC_CLIENT_SECRET": "x",
            }  # fmt: skip
            with patch.dict("os.environ", settings):
                set_subject(clerk.workspace, CLERK, "an-1")
                yield address

    @staticmethod
    def answered(address: str, sub: str) -> str:
        """Ở nhà cung cấp: the person confirms who they are; gives the address to which they are sent back."""
        answer = httpx.post(address, data={"sub": sub}, follow_redirects=False, trust_env=False)
        return answer.headers["location"]

    def test_somebody_whom_the_administrator_let_in_comes_in(self, clerk: PortalDesk, provider: str) -> None:
        browser = clerk.anybody()
        assert "/dang-nhap/mot-cua?tiep=/so" in browser.get("/dang-nhap?tiep=/so").text
        sent = browser.get("/dang-nhap/mot-cua", params={"tiep": "/so"}).headers["location"]
        asked = parse_qs(urlsplit(sent).query)
        assert sent.startswith(provider)
        assert (asked["code_challenge_method"], asked["redirect_uri"]) == (
            ["S256"], ["https://testserver/dang-nhap/mot-cua/ve"],
        )  # fmt: skip
        back = browser.get(self.answered(sent, "an-1"))
        assert back.headers["location"] == "/so"
        assert browser.get("/so").status_code == 200

    def test_who_is_known_there_only_does_not_come_in(self, clerk: PortalDesk, provider: str) -> None:
        browser = clerk.anybody()
        sent = browser.get("/dang-nhap/mot-cua").headers["location"]
        back = browser.get(self.answered(sent, "nguoi-la"))
        assert (back.status_code, "nguoi-la" in back.text) == (403, True)
        set_active(clerk.workspace, CLERK, "nghỉ", active=False)
        sent = browser.get("/dang-nhap/mot-cua").headers["location"]
        assert browser.get(self.answered(sent, "an-1")).status_code == 403

    def test_an_address_counts_only_when_the_provider_has_verified_it(
        self, clerk: PortalDesk, provider: str
    ) -> None:
        set_subject(clerk.workspace, CLERK, "an@so.example")
        statuses = []
        with patch.dict("os.environ", VANTHU_OIDC_CLAIM="email"):
            for sub in ("la", "an-1"):
                browser = clerk.anybody()
                sent = browser.get("/dang-nhap/mot-cua").headers["location"]
                statuses.append(browser.get(self.answered(sent, sub)).status_code)
        assert statuses == [403, 303]

    @pytest.mark.parametrize("change", ["no cookie", "another state", "code twice", "denied"])
    def test_an_answer_that_was_not_asked_for_is_refused(
        self, clerk: PortalDesk, provider: str, change: str
    ) -> None:
        browser = clerk.anybody()
        sent = browser.get("/dang-nhap/mot-cua").headers["location"]
        back = self.answered(sent, "an-1")
        if change == "no cookie":
            browser = clerk.anybody()
        elif change == "another state":
            back = re.sub(r"state=\w+", "state=khac", back)
        elif change == "code twice":
            kept = browser.cookies["vanthu-mot-cua"]
            assert browser.get(back).status_code == 303
            browser = clerk.anybody()
            browser.cookies.set("vanthu-mot-cua", kept, domain="testserver.local")
        else:
            back = "/dang-nhap/mot-cua/ve?error=access_denied"
        answer = browser.get(back)
        assert answer.status_code == 401
        assert browser.get("/so").status_code == 303

    def test_a_provider_that_is_away_leaves_the_password(self, clerk: PortalDesk) -> None:
        settings = {
            "VANTHU_OIDC_ISSUER": "http://localhost:9", "VANTHU_OIDC_CLIENT_ID": "x", "VANTHU_OIDC_CLIENT_SECRET": "x",
        }  # fmt: skip
        with patch.dict("os.environ", settings):
            assert clerk.anybody().get("/dang-nhap/mot-cua").status_code == 503
            assert signing_in(clerk.anybody(), CLERK).status_code == 303

    def test_passwords_do_not_go_over_an_open_line(self, clerk: PortalDesk) -> None:
        settings = {
            "VANTHU_OIDC_ISSUER": "http://dinh-danh.example", "VANTHU_OIDC_CLIENT_ID": "x",
            "VANTHU_OIDC_CLIENT_SECRET": "x",
        }  # fmt: skip
        with patch.dict("os.environ", settings):
            answer = clerk.anybody().get("/dang-nhap/mot-cua")
        assert (answer.status_code, "VANTHU_OIDC_ISSUER" in answer.text) == (503, True)

    def test_without_a_provider_there_is_no_such_door(self, clerk: PortalDesk) -> None:
        assert clerk.anybody().get("/dang-nhap/mot-cua").status_code == 404
        assert "mot-cua" not in clerk.anybody().get("/dang-nhap").text
