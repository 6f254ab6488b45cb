"""Dòng lệnh: what a person gets who types something wrong, and that quick commands stay light."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import examples
from tests.command_line import vanthu, vanthu_process

LETTER = (examples.FOLDER / "letters" / "an-khe-2021-1085" / "draft.toml").read_text(encoding="utf-8")
QUESTIONS = Path(__file__).parents[2] / "sipas_engine" / "methods" / "data" / "p2017.toml"
CRITERIA_PER_ELEMENT = {1: 4, 2: 5, 3: 6, 4: 3, 5: 4}
CODES = [f"{element}.{n}" for element, most in CRITERIA_PER_ELEMENT.items() for n in range(1, most + 1)]


def _line(old: str, new: str) -> str:
    """Bản thảo sửa một dòng: the letter of An Khê with one line changed."""
    lines = LETTER.splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith(old))
    lines[place] = new
    return "\n".join(lines)


HOSTILE_DRAFTS = [
    ("a missing field", _line("subject", ""), "invalid_draft", "thiếu trường “subject”"),
    ("a wrong type", _line("subject", "subject = 5"), "invalid_draft", "phải là chữ trong dấu nháy"),
    ("an unknown field", _line("unit", 'unitt = "NV"'), "invalid_draft", "có phải là “unit”?"),
    ("an unknown type", _line("type", 'type = "cong_vn"'), "invalid_draft", "không có trong danh mục"),
    ("an unknown agency", _line("issuer", 'issuer = "ubnd-thi-xa-an-ke"'), "unknown_office", "ubnd-thi-xa-an-khe"),
    (
        "against the law of form",
        _line("unit", 'symbol = "UBND NV"'),
        "against_form",
        "F-35",
    ),
    ("no TOML at all", "Kính gửi: ai đó", "unreadable_draft", "TOML"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "draft", "kind", "said"), HOSTILE_DRAFTS, ids=[row[0] for row in HOSTILE_DRAFTS]
)
def test_a_hostile_draft_is_refused_in_vietnamese_and_takes_no_number(
    tmp_path: Path, reason: str, draft: str, kind: str, said: str
) -> None:
    (tmp_path / "thu.toml").write_text(draft, encoding="utf-8")
    ended = vanthu(tmp_path, "issue", "thu.toml", "--out", "ra", "--json")
    error = json.loads(ended.stdout)["error"]
    assert (ended.returncode, error["kind"]) == (2, kind), reason
    assert said in error["message"]
    assert "Traceback" not in ended.stdout + ended.stderr
    assert json.loads(vanthu(tmp_path, "register", "verify", "--json").stdout)["entries"] == 0


HOSTILE_FORMS = [
    ("a bad answer", {"1.2": "7"}, "bad_forms", "Hàng 2, cột 1.2 ghi '7'"),
    ("a word for an answer", {"3.6": "tốt"}, "bad_forms", "Hàng 2, cột 3.6 ghi 'tốt'"),
    ("a full-width digit", {"5.4": "５"}, "bad_forms", "Hàng 2, cột 5.4"),
]


@pytest.mark.parametrize(
    ("reason", "answers", "kind", "said"), HOSTILE_FORMS, ids=[row[0] for row in HOSTILE_FORMS]
)
def test_a_bad_answer_in_a_return_is_refused_by_row_and_column(
    tmp_path: Path, reason: str, answers: dict[str, str], kind: str, said: str
) -> None:
    header = ["form_id", "province", *CODES]
    row = ["1", "Đắk Nông", *(answers.get(code, "5") for code in CODES)]
    (tmp_path / "phieu.csv").write_text(f"{','.join(header)}\n{','.join(row)}\n", encoding="utf-8")
    ended = vanthu(
        tmp_path, "index", "phieu.csv", "--questions", str(QUESTIONS), "--by", "province", "--json"
    )
    error = json.loads(ended.stdout)["error"]
    assert (ended.returncode, error["kind"]) == (2, kind), reason
    assert said in error["message"]


@pytest.mark.parametrize(
    ("arguments", "code", "said", "reason"),
    [
        (
            ["demo", "--out", "/proc/khong-ghi-duoc"],
            3,
            "Không ghi được vào thư mục",
            "a folder nobody can write to",
        ),
        (["issue", "khong-co.toml", "--out", "ra"], 2, "không có tệp hay thư mục này", "no such draft"),
        (["isue"], 2, "Không có lệnh 'isue'", "a misspelt command"),
        (["issue"], 2, "Thiếu tham số 'DRAFT'", "no draft named"),
        (["campaign", "status", "x", "--on", "hôm nay"], 2, "không đúng dạng", "a day in words"),
        (
            ["campaign", "status", "x", "--on", "2026-01-01"],
            2,
            "Không có đợt đo lường 'x'",
            "no such campaign",
        ),
        (
            ["index", "a.csv", "--questions", "b", "--by", "c", "--metric", "F9"],
            2,
            "không thuộc",
            "no such metric",
        ),
        (["check", "khong-co.docx"], 2, "", "no such file to check"),
        (["read", "khong-co.docx"], 2, "", "no such file to read"),
    ],
)
def test_a_wrong_command_ends_in_words_and_never_in_a_traceback(
    tmp_path: Path, arguments: list[str], code: int, said: str, reason: str
) -> None:
    ended = vanthu_process(tmp_path, *arguments)
    assert ended.returncode == code, reason
    assert ended.stderr.startswith("Lỗi: ")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout


def test_our_own_defect_is_said_in_words_and_kept_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "vanthu.db").write_bytes(b"no database, yet no reason to frighten a clerk" * 50)
    ended = vanthu_process(tmp_path, "register", "verify")
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr + ended.stdout
    assert ended.stderr.startswith("Lỗi: ")


def test_a_letter_is_issued_and_issued_again_under_its_key(tmp_path: Path) -> None:
    (tmp_path / "thu.toml").write_text(LETTER, encoding="utf-8")
    opened = vanthu_process(
        tmp_path, "register", "open", "--issuer", "ubnd-thi-xa-an-khe", "--year", "2021", "--last", "1084"
    )
    assert opened.returncode == 0, opened.stderr
    first = json.loads(
        vanthu_process(tmp_path, "issue", "thu.toml", "--out", "ra", "--key", "k1", "--json").stdout
    )
    assert (first["number"], first["symbol"], first["date"]) == (1085, "UBND-NV", "2021-08-04")
    assert (tmp_path / first["files"][0]).exists()
    assert (
        json.loads(
            vanthu_process(tmp_path, "issue", "thu.toml", "--out", "ra", "--key", "k1", "--json").stdout
        )
        == first
    )
    verified = json.loads(vanthu_process(tmp_path, "register", "verify", "--json").stdout)
    assert (verified["books"], verified["entries"], verified["problems"]) == (1, 1, [])


LIGHT = [
    (["--help"], "help"),
    (["check", str(examples.FOLDER)], "check"),
    (["read", __file__], "read"),
    (["index", "khong-co.csv", "--questions", str(QUESTIONS), "--by", "province"], "index"),
]


@pytest.mark.parametrize(("arguments", "command"), LIGHT, ids=[row[1] for row in LIGHT])
def test_light_commands_import_neither_prefect_nor_the_web(
    tmp_path: Path, arguments: list[str], command: str
) -> None:
    script = (
        "import sys; from portal.cli.main import run; code = run(sys.argv[1:]);"
        "print('LOADED', sorted({m.split('.')[0] for m in sys.modules} & {'prefect', 'fastapi', 'sqlalchemy'}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={**os.environ, "VANTHU_HOME": str(tmp_path)},
    )  # fmt: skip
    assert ended.stdout.splitlines()[-1] == "LOADED []", command


def test_check_and_read_of_a_real_letter_import_neither_prefect_nor_the_web(tmp_path: Path) -> None:
    (tmp_path / "thu.toml").write_text(LETTER, encoding="utf-8")
    assert vanthu(tmp_path, "preview", "thu.toml", "-o", "thu.docx").returncode == 0
    for command in ("check", "read"):
        script = (
            "import sys; from portal.cli.main import run; code = run(sys.argv[1:]);"
            "print(sorted({m.split('.')[0] for m in sys.modules} & {'prefect', 'fastapi'})); sys.exit(code)"
        )
        ended = subprocess.run(
            [sys.executable, "-c", script, command, "thu.docx", "--json"],
            cwd=tmp_path, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        answer, loaded = ended.stdout.splitlines()
        assert loaded == "[]"
        assert ended.returncode in (0, 1)
        assert "error" not in json.loads(answer)


def test_help_is_vietnamese_and_english_on_demand(tmp_path: Path) -> None:
    assert "Sổ đăng ký văn bản đi." in vanthu(tmp_path, "--help").stdout
    assert "The books of outgoing documents." in vanthu(tmp_path, "--help", "--lang", "en").stdout
