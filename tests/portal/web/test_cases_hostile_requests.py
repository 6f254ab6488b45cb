"""Yêu cầu hiểm: odd addresses, fields, files and file names at every door; no page breaks, no file goes astray.

W08 asks this of the API; it holds for pages too. U09: whatever a file is called, it lies where the portal puts it.
"""

import random
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest

from tests.directives.conversion.word_files import with_part
from tests.directives.conversion.word_xml import package, paragraph, run
from tests.directives.conversion.workbooks import cell, raw
from tests.portal.web.surveys import opened_again
from tests.portal.web.two_offices import OWNER, Door, TwoOffices, doors, two_offices
from tests.services.field_desk import WARD as VILLAGES_OF
from workflows.services.close_returns import NotClosed

#: Two minutes: every door many times; of the API a few requests are made in the quick count as well.
pytestmark = pytest.mark.slow

#: Chữ và số hiểm, in addresses and fields.
ODD = (
    "",
    "0",
    "1",
    "-1",
    "down:1",
    "down:²",
    "remove:" + "9" * 5000,
    "table",
    "clause",
    '{"kind": "table", "rows": [[1]], "columns": [{}]}',
    '{"children": [[]]}',
    "[[1], {}]",
    "99999999999",
    "9" * 30,
    "9" * 5000,
    "٣",
    "²",
    "1e9",
    "NaN",
    "2026-02-30",
    "9999-12-31",
    "0000-01-01",
    "..",
    "../../etc/passwd",
    "%2e%2e%2f",
    "{unit}",
    "{0.__class__}",
    "%s%n",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202egnp.exe",
    "tiếng Việt",
    "\u0301",
    "\ufffe",
    "a\r\nset-cookie: x=y",
    "*" * 3000,
    "[" * 500,
    "<div>" * 2000,
    "=1+1",
)
_VILLAGE = f"dtv-1|{VILLAGES_OF}|Tổ 1"
_ROWS = tuple(f"row-{name}" for name in ("kind", "depth", "title", "text", "kept", "choice", "notes"))
#: Ô của những biểu mà trang tự lập: their names stand in no description.
TYPED = {
    "/soan/": (
        *(
            "act",
            "revision",
            "foreseen",
            "title",
            "subject",
            "date",
            "type",
            "issuer",
            "recipients",
            "addressees",
        ),
        *("archive_units", "archive_copies", "sign_name", "sign_title", "signer", "decision", "remark"),
        *(
            "pasted-html",
            "pasted-text",
            "pasted-at",
            "electronic-asked",
            "capacity-0",
            "of-0",
            *_ROWS,
            *_ROWS,
        ),
    ),
    "/buu-dien/": ("day", "correction", *(f"{name}:{_VILLAGE}" for name in ("handed_out", "back", "note"))),
    "/giam-sat/": ("serial", "met", "day", "way", "level:1.1"),
    "/don-vi/viec/": ("muc-tiep_nhan", "muc-kho_khan", "muc-van_ban"),
}
#: Tên tệp hiểm, and what must not be shown of each as it is.
NAMES = (
    "../../../ngoai.docx",
    "..\\..\\ngoai.docx",
    "/tmp/ngoai.csv",
    "C:\\ngoai.xlsx",
    "CON.toml",
    "a\x00b.docx",
    "thư\u202ecod.exe",
    "<script>alert(1)</script>.docx",
    "x" * 300 + ".csv",
    "\r\nset-cookie: x=y.csv",
    ".htaccess",
    "",
)
#: Nội dung hiểm của một tệp.
CONTENTS = (
    b"",
    b"a",
    b"PK\x03\x04 no zip",
    b"%PDF-1.7\n",
    b"\x00" * 2000,
    "[x]\na = 1\n".encode("utf-16"),
    b"{}",
)
#: Tên mà cổng tự đặt cho tệp nó giữ.
_OWN_NAMES = re.compile(r"[0-9a-f]{2,64}(\.\w+)?|vanthu\.db(-[a-z]+)?|[a-z-]+(\.(toml|json|log|key))?")
_SHOWN = {"\u202e": "a mark that turns the reading round", "<script>alert": "markup", "\x00": "NUL"}
#: Cửa kết thúc phiên: the next request needs a new session.
_ENDING = ("/dang-xuat", "/api/v1/session", "/tai-khoan/", "/quan-tri/nguoi-dung/")
DOORS = [door for door in doors() if not door.path.startswith(_ENDING)]
TAKING = [door for door in DOORS if door.files]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoOffices]:
    """Một cơ quan có mọi thứ: what odd requests manage to change there does not matter."""
    with (
        two_offices(tmp_path_factory.mktemp("hiem")) as made,
        patch("directives.conversion.libreoffice.shutil.which", lambda _name: None),  # it takes its time
    ):
        yield made


def asked(offices: TwoOffices, door: Door, chance: random.Random) -> tuple[int, str, str]:
    """Một yêu cầu hiểm: some of its parts real, so that it gets further than the first look."""
    real = offices.parts(door) or {}
    parts = {
        name: real[name] if name in real and chance.random() < 0.6 else quote(chance.choice(ODD[1:]), safe="")
        for name in door.parts
    }
    typed = next((names for prefix, names in TYPED.items() if door.path.startswith(prefix)), ())
    odd: dict[str, Any] = {
        name: chance.choice(ODD) for name in (*door.query, *door.form) if chance.random() < 0.7
    }
    odd |= {name: [chance.choice(ODD) for _row in range(3)] for name in typed if chance.random() < 0.5}
    headers = {"hx-request": "true"} if chance.random() < 0.3 else {}
    options: dict[str, Any] = {"params": {name: odd[name] for name in door.query if name in odd}}
    if door.method == "POST" and door.path.startswith("/api/") and not door.files:
        kinds = (
            None,
            [],
            {},
            1,
            "x",
            {"reason": chance.choice(ODD)},
            {"draft": {"type": chance.choice(ODD)}},
        )
        options["json"] = chance.choice(kinds)
        headers["Idempotency-Key"] = f"{chance.random()}"
    elif door.method == "POST":
        options["data"] = {name: value for name, value in odd.items() if name not in door.query}
        sent = (chance.choice(NAMES[:-1]), chance.choice(CONTENTS))
        options["files"] = dict.fromkeys(door.files, sent) if chance.random() < 0.9 else None
    sent = f"{door.name} {parts} {odd} {options.get('json')} {options.get('files')}"[:1200]
    try:
        answer = offices.of(OWNER).request(door.method, door.at(**parts), headers=headers, **options)
    except Exception as error:  # a defect: the test's browser hands it on after it was answered
        return 500, f"{type(error).__name__}: {error}"[:300], sent
    return answer.status_code, answer.text[:300], sent


def broken(offices: TwoOffices, count: int, seed: int) -> list[tuple[int, str, str]]:
    """Các lần hỏng: answers that no page of ours gives."""
    chance = random.Random(seed)
    answers = [asked(offices, door, chance) for door in DOORS for _turn in range(count)]
    return [one for one in answers if one[0] >= 500 and one[0] != 503]


@pytest.mark.parametrize(("count", "seed"), [(1, 8), (15, 2026)])
def test_no_page_breaks_on_odd_requests(offices: TwoOffices, count: int, seed: int) -> None:
    assert broken(offices, count, seed) == []


def test_a_file_lies_nowhere_but_where_the_portal_puts_it_and_its_name_is_shown_harmless(
    offices: TwoOffices,
) -> None:
    assert len(TAKING) > 14
    outside, shown = _files(offices.desk.home.parent, but=offices.desk.home), []
    for door in TAKING:
        for place, name in enumerate(NAMES):
            form = {"unit": "ubnd-huyen-cu-jut", "co_quan": "ubnd-tinh-lam-dong", "base": "nd30/cong_van"}
            files = dict.fromkeys(door.files, (name, CONTENTS[place % 3]))
            address = door.at(**(offices.parts(door) or {}))
            answer = offices.of(OWNER).post(address, data=form, files=files)
            if answer.status_code == 303:
                answer = offices.of(OWNER).get(answer.headers["location"])
            assert answer.status_code < 500 or answer.status_code == 503, (door.name, name, answer.text)
            shown += [(door.name, name, what) for sign, what in _SHOWN.items() if sign in answer.text]
    assert shown == []
    assert _files(offices.desk.home.parent, but=offices.desk.home) == outside
    assert not Path("/tmp/ngoai.csv").exists()
    ours = offices.desk.home / "ghe-qua"
    strange = [one for one in offices.desk.home.rglob("*") if ours not in one.parents]
    assert [str(one) for one in strange if not _OWN_NAMES.fullmatch(one.name)] == []


def _files(folder: Path, but: Path) -> set[Path]:
    return {one for one in folder.rglob("*") if one != but and but not in one.parents}


def test_a_body_that_tells_no_length_is_stopped_when_it_is_too_large(offices: TwoOffices) -> None:
    def endless() -> Iterator[bytes]:
        yield b"--x\r\ncontent-disposition: form-data; name=file; filename=a\r\n\r\n"
        for _part in range(12):
            yield b" " * 1024 * 1024

    kind = {"content-type": "multipart/form-data; boundary=x"}
    for address in ("/kiem-tra", "/api/v1/check"):
        answer = offices.of(OWNER).post(address, content=endless(), headers=kind)
        assert answer.status_code in (400, 413), answer.text
        assert "Traceback" not in answer.text


def test_what_unpacks_a_thousandfold_is_refused_in_words_at_doors_that_open_files(
    offices: TwoOffices,
) -> None:
    """U01, U05: on the page and in the API; what the reader itself does with them: docs/hostile-input.md."""
    with suppress(NotClosed):  # whatever the requests above have done
        opened_again(offices.desk.workspace)
    sheet = raw(f"<row r='1'>{cell('A1', 'a')}</row>")
    word = package(paragraph(run("Số: 05/UBND-NV")))
    for name, content, addresses in (
        ("thu.docx", _blown_up(word, "word/document.xml"), ("/kiem-tra", "/api/v1/check", "/api/v1/read")),
        ("phieu.xlsx", _blown_up(sheet, "xl/worksheets/sheet1.xml"), ("/api/v1/campaigns/thu-2021/returns",)),
    ):
        for address in addresses:
            answer = offices.of(OWNER).post(
                address, data={"unit": "ubnd-huyen-cu-jut"}, files={"file": (name, content)}
            )
            assert answer.status_code == 422, (address, answer.text[:300])
            assert re.search("giải nén|bung|quá lớn|nén", answer.text), answer.text[:300]


def _blown_up(content: bytes, name: str) -> bytes:
    return with_part(content, name, lambda part: part + b" " * 60_000_000)


def test_many_parts_and_many_fields_are_refused(offices: TwoOffices) -> None:
    fields = {f"f{number}": "x" for number in range(6000)}
    answer = offices.of(OWNER).post("/buu-dien/a/b", data=fields)
    assert answer.status_code in (400, 403, 404, 413, 422), answer.text
