"""Đọc bản thảo: whatever is wrong with a draft is said, all at once, by field, and nothing is guessed."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.document.draft import MAX_DRAFT_BYTES, InvalidDraft, UnreadableDraft, parse_draft, read_draft
from directives.document.kinds import DocumentType

GOOD: dict[str, Any] = {
    "type": "cong_van",
    "issuer": "snv-lam-dong",
    "unit": "CCHC",
    "subject": "đo lường sự hài lòng",
    "recipients": ["Như trên"],
    "archive": {"units": ["VT"]},
    "signature": {"name": "Nguyễn Văn Mẫu"},
    "body": [{"kind": "paragraph", "text": "Kính đề nghị phối hợp."}],
}

*_ALL_BUT_LAST, _LAST = (f"'{kind.value}'" for kind in DocumentType)
TYPES = f"{', '.join(_ALL_BUT_LAST)} or {_LAST}"

#: What is changed in the good draft (None: taken out), and every sentence which is then said.
HOSTILE: list[tuple[dict[str, Any], list[str]]] = [
    ({"subject": None}, ["field “subject” is missing; add it"]),
    (
        {"subject": None, "issuer": None, "type": "thu"},
        [
            "field “issuer” is missing; add it",
            "field “subject” is missing; add it",
            f"field “type” is “thu”, which is not in the list: {TYPES}",
        ],
    ),
    ({"subject": 5}, ["field “subject” must be text in quotes, not 5"]),
    ({"subject": True}, ["field “subject” must be text in quotes, not True"]),
    ({"recipients": "Như trên"}, ['field “recipients” must be a list in [ ], not "Như trên"']),
    ({"details": {"ngay": 5}}, ["field “details.ngay” must be a text, a list of texts or a date"]),
    ({"recipients": ["Như trên", " "]}, ["field “recipients[2]” is blank; fill it in"]),
    ({"subject": " \t"}, ["field “subject” is blank; fill it in"]),
    ({"subject": "Về\x07việc"}, ["field “subject” holds a control character; type the text again"]),
    ({"unit": "\x1b[31m"}, ["field “unit” holds a control character; type the text again"]),
    ({"subject": "x" * 501}, ["field “subject” is too long: at most 500 characters"]),
    ({"symbol": "x" * 101}, ["field “symbol” is too long: at most 100 characters"]),
    ({"recipient": ["x"]}, ["field “recipient” is not known; did you mean “recipients”?"]),
    (
        {"archive": {"units": ["VT"], "copy": 5}},
        ["field “archive.copy” is not known; did you mean “copies”?"],
    ),
    ({"archive": {"units": ["VT"], "copies": 0}}, ["field “archive.copies” is 0; it must be at least 1"]),
    (
        {"archive": {"units": ["VT"], "copies": "5"}},
        ['field “archive.copies” must be a whole number, not "5"'],
    ),
    (
        {"signature": {"authority": [{"capacity": "TM", "off": "UBND"}]}},
        [
            "field “signature.authority[1].of” is missing; add it",
            "field “signature.authority[1].off” is not known; did you mean “of”?",
        ],
    ),
    (
        {"signature": {"authority": [{"capacity": "TM.", "of": "UBND"}]}},
        [
            "field “signature.authority[1].capacity” is “TM.”, which is not in the list: "
            "'TM', 'KT', 'TL', 'TUQ' or 'Q'"
        ],
    ),
    (
        {"urgency": "mat"},  # a mark of secrecy is no urgency: such documents are not made here
        ["field “urgency” is “mat”, which is not in the list: 'khan', 'thuong_khan' or 'hoa_toc'"],
    ),
    (
        {"circulation": "toi_mat"},
        [
            "field “circulation” is “toi_mat”, which is not in the list: 'xem_xong_tra_lai' or 'luu_hanh_noi_bo'"
        ],
    ),
    (
        {"body": [{"kind": "chapter", "text": "Không có tên."}]},
        ["“body[1]”: a part, chapter, division or subdivision needs the field “title”"],
    ),
    (
        {"attached": [{"type": "quy_che", "subject": "Phối hợp", "body": []}]},
        ["field “attached[1].body” must not be empty"],
    ),
    (
        {"annexes": [{"title": "Mẫu phiếu"}]},
        ["“annexes[1]”: a table takes either a file or rows of its own; give one of them"],
    ),
    (
        {"body": [{"kind": "paragraph", "txt": "x"}]},
        ["field “body[1].txt” is not known; did you mean “text”?"],
    ),
    (
        {"body": [{"kind": "clause", "children": [{"kind": "pont"}]}]},
        [
            "field “body[1].children[1].kind” is “pont”, which is not in the list: "
            "'paragraph', 'part', 'chapter', 'division', 'subdivision', 'section', 'article', 'clause', "
            "'point', 'dash', 'table' or 'picture'"
        ],
    ),
    (
        {"date": "2026-03-05"},
        ['field “date” must be a date such as 2026-03-05 without quotes, not "2026-03-05"'],
    ),
    (
        {"provenance": "fake"},
        ["field “provenance” is “fake”, which is not in the list: 'real', 'reconstructed' or 'synthetic'"],
    ),
]


@pytest.mark.parametrize(("change", "expected"), HOSTILE, ids=lambda found: str(found)[:40])
def test_every_problem_of_a_draft_is_said(change: dict[str, Any], expected: list[str]) -> None:
    data = {name: value for name, value in (GOOD | change).items() if value is not None}
    with pytest.raises(InvalidDraft) as refused:
        parse_draft(data, file="thu.toml")
    said = [problem.template.format(**problem.fields) for problem in refused.value.problems]
    assert sorted(said) == sorted(expected)
    assert refused.value.where.startswith("thu.toml:")


def test_the_good_draft_is_read_as_it_was_written() -> None:
    draft = parse_draft(GOOD, file="thu.toml")
    assert (draft.subject, draft.unit, draft.date) == ("đo lường sự hài lòng", "CCHC", None)
    assert draft.document_type is DocumentType.CONG_VAN


TOML = """type = "cong_van"
issuer = "snv-lam-dong"
subject = "x"
recipients = ["a"]
archive = { units = ["VT"] }
signature = {}
"""
BODY = '[[body]]\nkind = "paragraph"\ntext = "x"\n'
DEEP = "[[body." + "children." * 5000 + "x]]\n"

UNREADABLE: list[tuple[bytes, str]] = [
    (TOML.encode("utf-16"), "UTF-8, byte 0"),
    (("# Đắk Nông\n" + TOML).encode("utf-8").replace(b"\xc3", b"\xff"), "UTF-8, byte"),
    (b"subject = ", "TOML: "),
    (b'subject = "a"\nsubject = "b"', "TOML: Cannot overwrite a value"),
    (b"#" * (MAX_DRAFT_BYTES + 1), "> 2 MiB"),
    (f"{TOML}x = {'[' * 20_000}{']' * 20_000}".encode(), "TOML: nested more than 24 levels deep"),
    (
        f"{TOML}body = {'[{children=' * 3_000}[]{'}]' * 3_000}".encode(),
        "TOML: nested more than 24 levels deep",
    ),
    (f"{TOML}{DEEP}".encode(), "TOML: nested more than 24 levels deep"),
]


@pytest.mark.parametrize(("content", "reason"), UNREADABLE, ids=lambda found: str(found)[:30])
def test_a_file_that_is_no_draft_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "thu.toml"
    file.write_bytes(content)
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(file)
    assert str(refused.value.fields["reason"]).startswith(reason)
    assert refused.value.where == "thu.toml"


@pytest.mark.parametrize("make", [Path.mkdir, lambda file: None], ids=["a folder", "nothing"])
def test_what_is_no_file_says_so(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "thu.toml")
    with pytest.raises(UnreadableDraft):
        read_draft(tmp_path / "thu.toml")


def test_a_mapping_nested_thousands_of_levels_deep_is_refused() -> None:
    part: dict[str, Any] = {"kind": "paragraph", "text": "x"}
    for _ in range(5000):
        part = {"kind": "clause", "children": [part]}
    with pytest.raises(InvalidDraft) as refused:
        parse_draft(GOOD | {"body": [part]}, file="thu.toml")
    assert [p.template for p in refused.value.problems] == [
        "lists and tables stand in each other more than {expected} levels deep"
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2026-03-05", date(2026, 3, 5)), ("2026-03-05T00:00:00", None), ("2026-03-05T08:30:00+07:00", None)],
)
def test_only_a_day_is_a_date(tmp_path: Path, written: str, expected: date | None) -> None:
    file = tmp_path / "thu.toml"
    file.write_text(f"{TOML}date = {written}\n{BODY}", encoding="utf-8")
    if expected:
        assert read_draft(file).date == expected
        return
    with pytest.raises(InvalidDraft, match="1 problem"):
        read_draft(file)


@pytest.mark.parametrize("before", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_letters_come_out_composed_however_they_were_typed(tmp_path: Path, before: str) -> None:
    file = tmp_path / "thu.toml"
    text = TOML.replace('"x"', '"Đắk Nông, Ủy ban"')
    file.write_text(before + unicodedata.normalize("NFD", text) + BODY, encoding="utf-8")
    assert read_draft(file).subject == "Đắk Nông, Ủy ban"
