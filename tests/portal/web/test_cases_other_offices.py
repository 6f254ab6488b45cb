"""Chuyện của cơ quan khác: no address with a unit, office, campaign or record in it opens to people of another one.

Every door is asked by a stranger who holds every role, at an office of his own: what is really there is told apart
neither from what is not (404), nor from what the role alone would open (403), and nothing changes. A door that is new
stands in neither list, and fails here until somebody has said what a stranger would find behind it.
"""

import re
from collections.abc import Iterator
from html import unescape
from unittest.mock import patch

import pytest

from tests.portal.web.two_offices import OWNER, STRANGER, Door, TwoOffices, doors, is_public, two_offices

#: Cửa không của riêng ai: addresses whose parts are nobody's own, each with the reason.
NOBODYS = {
    "/quan-tri/": "the administrator keeps the whole installation",
    "/cong-bo/": "for everybody, once two people approved it; before: test_results.py",
    "/lien-ket/": "whoever has the secret of the link",
}
#: Điều một người lạ gửi: enough for every form to be understood, so that it is refused for who sends it.
SENT = {
    "revision": "1",
    "unit": "ubnd-huyen-cu-jut",
    "form": "K0",
    "decision": "keep",
    "reason": "x",
    "note": "x",
    "criterion": "1.1",
    "answer": "5",
    "edition": "1",
    "manifest": "0" * 64,
    "contact": "x",
    "to": "2030-01-07",
    "number": "1",
    "village": "x",
    "day": "2026-04-07",
    "viec": "gia-han",
    "key": "x",
    "text": "x",
    "move": "void",
    "finding": "1",
    "answered": "x",
    "seed": "x",
    "checkers": "x",
    "tra_loi": "x",
    "khoa": "x",
    "finding_of": "x",
    "content": "sealed",
    "don_vi": "x",
    "buoc": "x",
    "ngay": "2026-04-07",
}
#: Cửa hỏi khác đi: where a field of the same name means something else.
OTHERWISE = {"/ket-qua/{campaign}/duyet": {"decision": "approve"}}
#: Như trên, sau dấu hỏi của địa chỉ.
QUERY = {"khoa": "x", "cap": "x", "ten": "x"}
#: Như trên, của chương trình khác.
JSON = {
    "/forms/{form}/edit": {"reason": "x", "answers": {"1.1": "5"}},
    "/forms/{form}/reject": {"reason": "straight_line"},
    "/editions": {},
    "/returns": None,
}
FORBIDDEN = "Vai trò của bạn không được làm việc này"
#: Việc chỉ có ở một số trạng thái: what the owner is told is not there just now, although the address is right.
NOT_JUST_NOW = {
    "/den/cho/{arrival_id}/trang/{number}",
    "/den/cho/{arrival_id}/tep",
    "/den/cho/{arrival_id}/trang",
    "/den/{office}/{year:int}/{number:int}/nhiem-vu",
    "/den/{office}/{year:int}/{number:int}/trang",
    "/den/{office}/{year:int}/{number:int}/trang/{page:int}",
    "/den/{office}/{year:int}/{number:int}/tep",
    "/don-vi/viec/{unit}/{campaign}/{step}/{occurrence}/tep/{digest}",
    "/ket-qua/{campaign}/don-vi",
    "/theo-doi/{campaign}/bai-hoc/cong-van.docx",
    "/theo-doi/{campaign}/don-doc",
    "/theo-doi/{campaign}/don-vi/{unit}/{step}/{occurrence}/tep/{digest}",
    "/don-vi/khac-phuc/{unit}/{campaign}/ke-hoach.docx",
    "/theo-doi/{campaign}/khac-phuc/bang.xlsx",
    "/don-vi/truyen-thong/{unit}/{campaign}/bai/{phase}/{name}",
    "/theo-doi/{campaign}/truyen-thong/bai/{phase}/{name}",
    "/theo-doi/{campaign}/truyen-thong/de-nghi.docx",
    "/soan/{draft_id}/hinh/{name}",
    "/soan/{draft_id}/tai/{kind}",
    "/soan/{draft_id}/tai-tat-ca",
}
OWNED = [
    door
    for door in doors()
    if door.parts and not is_public(door) and not door.path.startswith(tuple(NOBODYS))
]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoOffices]:
    """Hai cơ quan: shared, for nothing that is asked here changes anything."""
    with two_offices(tmp_path_factory.mktemp("hai")) as made:
        yield made


def asked(offices: TwoOffices, door: Door, who: str, **parts: object) -> tuple[int, str]:
    """Hỏi ở một cửa: the status, and what it says without what was asked."""
    address = door.at(**parts)
    options: dict[str, object] = {}
    if door.method == "POST" and door.path.startswith("/api/"):
        body = next((body for end, body in JSON.items() if door.path.endswith(end)), {"reason": "x"})
        options = {"data": SENT, "files": {"file": ("x.csv", b"a")}} if body is None else {"json": body}
    elif door.method == "POST":
        sent = {**SENT, **OTHERWISE.get(door.path, {})}
        options = {"data": sent, "files": dict.fromkeys(door.files, ("x.csv", b"a"))}
    elif "khoa" in door.query or "ten" in door.query:
        options = {"params": QUERY}
    answer = offices.of(who).request(door.method, address, **options)  # type: ignore[arg-type]  # by door
    said = (
        answer.text.replace(str(answer.request.url.raw_path, "ascii"), "…").replace(address, "…")
        if "text" in answer.headers.get("content-type", "json")
        else ""
    )
    if answer.headers.get("content-type") == "application/json":
        said = answer.json()["error"]["message"] if answer.is_error else answer.text
    for value in sorted(map(str, parts.values()), key=len, reverse=True):
        said = re.sub(rf"\b{re.escape(value)}\b", "…", said)
    return answer.status_code, unescape(re.sub(r"<[^>]+>", " ", said))


def test_every_door_with_something_of_its_own_behind_it_is_asked(offices: TwoOffices) -> None:
    assert len(OWNED) > 90
    assert [door.name for door in OWNED if offices.parts(door) is None] == []


@pytest.mark.slow
def test_what_stands_there_is_seen_by_its_own_people(offices: TwoOffices) -> None:
    """Else the refusals would show nothing. Pictures of pages are asked for in vain: LibreOffice takes its time."""
    seen = {}
    with patch("directives.conversion.libreoffice.shutil.which", lambda _name: None):
        for door in OWNED:
            if door.method == "GET" and door.path not in NOT_JUST_NOW:
                seen[door.name] = asked(offices, door, OWNER, **(offices.parts(door) or {}))[0]
    assert len(seen) > 50
    assert {name: status for name, status in seen.items() if status not in (200, 303, 503)} == {}


def test_a_stranger_learns_and_changes_nothing_at_any_address(offices: TwoOffices) -> None:
    offices.of(STRANGER)  # signing in is written down
    before = offices.everything()
    leaks = []
    for door in OWNED:
        parts = offices.parts(door) or {}
        absent = {name: 999 if isinstance(value, int) else "khong-co" for name, value in parts.items()}
        status, said = asked(offices, door, STRANGER, **parts)
        if status == 403 and FORBIDDEN in said:
            continue
        if status == 404 and said == asked(offices, door, STRANGER, **absent)[1]:
            continue
        leaks.append((door.name, status, " ".join(said.split())[:300]))
    assert leaks == []
    assert offices.everything() == before


def test_lists_name_nothing_of_another_office(offices: TwoOffices) -> None:
    stranger = offices.of(STRANGER)
    ours = ("việc riêng", "thu-2021", "Đợt thử năm 2021", "lam-dong-nhac-viec", "Nguyễn Thị Ví Dụ")
    told = []
    for door in doors():
        if door.method == "GET" and not door.parts and not door.path.startswith("/quan-tri"):
            shown = stranger.get(door.path, params={"so": "di:ubnd-tinh-lam-dong/CV/2026"}).text
            told += [(door.path, word) for word in ours if word in shown]
    assert told == []
