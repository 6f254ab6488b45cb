"""Trang được giữ: what is drawn or read once is shown to whom it belongs, in their language, as long as it is true."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from markupsafe import Markup
from starlette.testclient import TestClient

from directives.followup.log import EventKind
from portal.messages import speaking
from portal.web.rendering import said
from storage.followup import NewEvent
from tests.portal.web.followed import ID, LATE, followed
from tests.portal.web.offices import PortalDesk, account_name
from workflows.services.accounts.account_acts import set_active, withdraw_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.record_events import record_events

SNV = "snv-lam-dong"
PAGES = (
    "/viec-hom-nay",
    "/theo-doi",
    f"/theo-doi/{ID}",
    f"/theo-doi/{ID}/don-vi?cap-tren=ubnd-tinh-lam-dong",
    f"/theo-doi/{ID}/don-vi/{LATE[0]}",
    f"/theo-doi/{ID}/cham",
    f"/theo-doi/{ID}/bao-cao",
    "/so",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng theo dõi: one desk; what a test withdraws or writes down is only its own."""
    with followed(tmp_path_factory.mktemp("giu") / "var") as made:
        yield made


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def _in_english(browser: TestClient) -> TestClient:
    browser.cookies.set("ngon-ngu", "en", domain="testserver.local")
    return browser


@pytest.mark.parametrize("path", PAGES)
def test_a_page_kept_for_one_is_never_shown_to_another(desk: PortalDesk, path: str) -> None:
    officer, clerk = desk.a(Role.MONITOR, SNV), _in_english(desk.a(Role.CLERK, SNV))
    colleague = desk.a(Role.MONITOR, SNV, "khac")
    for _ in range(2):  # the second time whatever is kept is there
        vietnamese, english = officer.get(path).text, clerk.get(path).text
        assert account_name(Role.MONITOR, SNV) in vietnamese
        assert account_name(Role.CLERK, SNV) not in vietnamese
        assert account_name(Role.CLERK, SNV) in english
        assert account_name(Role.MONITOR, SNV) not in english
        # Of the same office, role and language, and yet somebody else.
        beside = colleague.get(path).text
        assert account_name(Role.MONITOR, SNV, "khac") in beside
        assert beside.replace(f"{SNV}.khac", SNV) == vietnamese
        assert '<html lang="vi">' in vietnamese
        assert "Việc hôm nay" in vietnamese
        assert '<html lang="en">' in english
        assert "Today&#39;s work" in english
        assert "Việc hôm nay" not in english


def test_only_who_steers_is_offered_to_steer_whoever_looked_first(desk: PortalDesk) -> None:
    for role in (Role.MONITOR, Role.CLERK, Role.MONITOR):
        page = desk.a(role, SNV).get(f"/theo-doi/{ID}/bao-cao").text
        assert ('method="post" action="/theo-doi/' in page) == (role is Role.MONITOR)


def test_what_is_written_down_stands_on_the_very_next_page(desk: PortalDesk) -> None:
    officer, unit = desk.a(Role.MONITOR, SNV), LATE[2]
    before = [
        _words(officer.get(path).text) for path in ("/viec-hom-nay", "/theo-doi", f"/theo-doi/{ID}/cham")
    ]
    assert all(
        words in page for words, page in zip(("3 quá hạn", "3 nhiệm vụ", "hạn (3)"), before, strict=True)
    )
    done = NewEvent(
        "bao_cao", unit, 1, EventKind.SUBMITTED, date(2026, 10, 5), {"document": "9/UBND"}, "giu/1"
    )
    record_events(desk.workspace, ID, [done], act="duty_submitted")
    assert "2 quá hạn 2 công văn đôn đốc" in _words(officer.get("/viec-hom-nay").text)
    assert "2 nhiệm vụ chậm" in _words(officer.get("/theo-doi").text)
    assert "Nhiệm vụ trễ hạn (2)" in _words(officer.get(f"/theo-doi/{ID}/cham").text)


def test_a_right_that_is_withdrawn_or_an_account_that_is_closed_is_gone_with_the_next_request(
    desk: PortalDesk,
) -> None:
    officer, name = desk.a(Role.MONITOR, SNV, "w10"), account_name(Role.MONITOR, SNV, "w10")
    assert [officer.get(path).status_code for path in PAGES] == [200] * len(PAGES)
    withdraw_role(desk.workspace, name, HeldRole(Role.MONITOR, SNV, "w10"), "chuyển công tác")
    assert [officer.get(path).status_code for path in PAGES] == [200] + [403] * (len(PAGES) - 1)
    set_active(desk.workspace, name, "nghỉ việc", active=False)
    answer = officer.get(PAGES[0])
    assert (answer.status_code, answer.headers["location"]) == (303, "/dang-nhap?tiep=/viec-hom-nay")


@pytest.mark.parametrize(
    ("sentence", "fields", "vietnamese", "english"),
    [
        ("Sign out", {}, "Đăng xuất", "Sign out"),
        ("Edition {number}", {"number": "<b>&"}, "Bản số &lt;b&gt;&amp;", "Edition &lt;b&gt;&amp;"),
        ("Edition {number}", {"number": Markup("<b>1</b>")}, "Bản số <b>1</b>", "Edition <b>1</b>"),
        ("Edition {number}", {"number": "{number}"}, "Bản số {number}", "Edition {number}"),
        (
            "Nobody has translated {this!r} {{yet}}",
            {"this": "<"},
            *["Nobody has translated &#39;&lt;&#39; {yet}"] * 2,
        ),
        ("Nobody has translated {share:.0%}", {"share": 0.5}, *["Nobody has translated 50%"] * 2),
    ],
)
def test_a_sentence_is_said_in_the_language_of_who_looks_and_its_fields_are_escaped(
    sentence: str, fields: dict[str, object], vietnamese: str, english: str
) -> None:
    for _ in range(2):
        for language, expected in (("vi", vietnamese), ("en", english)):
            with speaking(language):
                found = said(sentence, **fields)
            assert isinstance(found, Markup)
            assert found == expected
