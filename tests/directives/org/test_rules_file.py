"""Quy chế làm việc: the file is read strictly; every contradiction is named at once."""

from datetime import date
from pathlib import Path

import pytest

from directives.document.kinds import DocumentType
from directives.org.addressing import archive_mark, default_recipients
from directives.org.errors import EndedOffice, UnknownOffice
from directives.org.loading import load_chart
from directives.org.offices import OfficeKind
from directives.org.own_issuers import issuing_office
from directives.org.rules_file import InvalidWorkingRules, read_all_working_rules, read_working_rules
from examples import FOLDER

FILE = FOLDER / "offices" / "snv-lam-dong.toml"
TYPES = [kind.value for kind in DocumentType]
RULES = read_working_rules(FILE, TYPES)
CHART = load_chart()
DAY = date(2026, 3, 5)
BOARD = "bcd-do-luong-hai-long-lam-dong"

HEAD = 'id = "an"\nname = "Nguyễn Văn An"\nrank = "head"\n'
SPOILT = [
    ('office = "snv-lam-dong"', "office = 5", ["office must be: text"], "the office is text"),
    ('office = "snv-lam-dong"', 'ofice = "x"', ["unknown field ofice", "office must be"], "mistyped"),
    (HEAD, HEAD.replace("head", "boss"), ["rank must be: head | acting"], "an unknown rank"),
    (HEAD, HEAD.replace("An", "An\\u0007"), ["name is empty or holds a character"], "a control character"),
    (HEAD, HEAD.replace("Nguyễn", "PGS.TS. Nguyễn"), ["no academic title"], "PL.I-II.7c"),
    (HEAD, HEAD.replace('name = "Nguyễn Văn An"\n', ""), ["field name is missing"], "no name"),
    ("valid_to = 2026-08-31\nbasis", "valid_to = 2026-09-01\nbasis", ["both stand at the head"], "two heads"),
    ("valid_to = 2026-08-31\nbasis", "valid_to = 2024-09-01\nbasis", ["valid_to 2024-09-01 lies before"], "days"),
    ('valid_to = 2026-06-30\n', "", ["field valid_to is missing"], "a delegation has an end (Đ.13)"),
    ('by = "an"', 'by = "binh"', ["binh does not head the office"], "a deputy does not delegate"),
    ('to = "giang"', 'to = "hai"', ["hai heads no unit"], "one delegates to the head of a unit"),
    ('unit = "cchc"\nvalid_from', 'unit = "ccth"\nvalid_from', ["there is no unit ccth"], "an unknown unit"),
    ('unit = "cchc"\nvalid_from', "valid_from", ["a unit_head belongs to a unit"], "a unit head without a unit"),
    ('types = ["cong_van", "thong_bao"]', 'types = ["công văn"]', ["no document type công văn"], "type keys"),
    ('post = "GIÁM ĐỐC SỞ NỘI VỤ"\n', "", ["add “post”"], "box 7b of an advisory body"),
    (f'issuer = "{BOARD}"', 'issuer = "bcd"', ["no [[issuer]] bcd"], "an unknown body"),
    ('id = "cchc"', 'id = "vp"', ["vp stands twice"], "one id for two units"),
    ("[[seat]]", "[seat]", ["seat must be rows"], "one bracket"),
    ('office = "snv-lam-dong"', "office = ", ["the file cannot be read"], "not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("there", "instead", "said", "why"), SPOILT)
def test_a_row_that_cannot_be_used_is_refused_and_named(
    tmp_path: Path, there: str, instead: str, said: list[str], why: str
) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert there in text
    spoilt = tmp_path / "co-quan.toml"
    spoilt.write_text(text.replace(there, instead, 1), encoding="utf-8")
    with pytest.raises(InvalidWorkingRules) as refused:
        read_working_rules(spoilt, TYPES)
    found = [problem.template.format(**problem.fields) for problem in refused.value.problems]
    for words in said:
        assert any(words in problem for problem in found), (why, found)


def test_titles_before_names_are_allowed_where_a_ruling_says_so(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace(HEAD, HEAD.replace("Nguyễn", "PGS.TS. Nguyễn"))
    allowed = text.replace("[[unit]]", 'academic_titles = "Thông tư (minh họa)"\n\n[[unit]]', 1)
    (tmp_path / "truong.toml").write_text(allowed, encoding="utf-8")
    assert read_working_rules(tmp_path / "truong.toml").people[0].name == "PGS.TS. Nguyễn Văn An"


RECIPIENTS = [
    ("cong_van", {"addressed": True}, "Như trên; UBND tỉnh (b/c); Lãnh đạo Sở", "addressed: as above"),
    (
        "quyet_dinh",
        {"last_article": 3},
        "Như Điều 3; Lãnh đạo Sở",
        "who carries it out stands in the last article",
    ),
    (
        "ke_hoach",
        {},
        "UBND các xã, phường, đặc khu (t/h); UBND tỉnh (b/c); Lãnh đạo Sở",
        "to act, to report, to inform, whatever the order of the file",
    ),
    ("bien_ban", {}, "Lãnh đạo Sở", "of every type"),
]


@pytest.mark.parametrize(("kind", "opening", "listed", "why"), RECIPIENTS)
def test_the_recipients_follow_from_the_type_in_the_order_of_the_law(
    kind: str, opening: dict[str, int], listed: str, why: str
) -> None:
    assert "; ".join(default_recipients(RULES, kind, DAY, **opening)) == listed, why


def test_an_office_without_a_file_of_its_own_has_the_lines_of_the_law_only() -> None:
    assert default_recipients(None, "cong_van", DAY, addressed=True) == ("Như trên",)
    assert default_recipients(None, "ke_hoach", DAY) == ()


ARCHIVED = [
    ("cchc", ("VT", "CCHC"), "by id"),
    ("CCHC", ("VT", "CCHC"), "by abbreviation"),
    ("NV", ("VT", "NV"), "a unit not in the file stands as written"),
    ("", ("VT",), "no drafting unit"),
    ("VT", ("VT",), "drafted by the registry itself"),
]


@pytest.mark.parametrize(("unit", "mark", "why"), ARCHIVED)
def test_the_original_is_kept_by_the_registry_and_the_unit_that_drafted(
    unit: str, mark: tuple[str, ...], why: str
) -> None:
    assert archive_mark(RULES, unit, DAY) == mark, why
    assert (
        archive_mark(None, unit, DAY) == (("VT", unit) if unit and unit != "VT" else ("VT",))
        or unit == "cchc"
    )


def test_the_unit_stands_as_written_where_an_office_keeps_no_file() -> None:
    assert archive_mark(None, "NV", DAY) == ("VT", "NV")


def test_all_files_of_a_folder_are_known_by_the_ids_of_their_issuers(tmp_path: Path) -> None:
    assert read_all_working_rules(tmp_path / "co-quan") == {}
    (tmp_path / "a.toml").write_text(FILE.read_text("utf-8"), encoding="utf-8")
    assert sorted(read_all_working_rules(tmp_path, TYPES)) == [BOARD, "snv-lam-dong"]
    (tmp_path / "b.toml").write_text('office = "snv-lam-dong"\n', encoding="utf-8")
    with pytest.raises(InvalidWorkingRules, match=r"b\.toml has 1 problem"):
        read_all_working_rules(tmp_path)


def test_an_advisory_body_writes_under_the_office_whose_seal_it_uses_with_a_symbol_of_its_own() -> None:
    board = issuing_office(CHART.on(DAY), BOARD, RULES)
    assert (board.kind, board.abbreviation, board.superior) == (OfficeKind.ADVISORY, "BCĐ", "snv-lam-dong")
    assert board.parent_lines == ("SỞ NỘI VỤ TỈNH LÂM ĐỒNG",)
    assert board.name_lines == ("BAN CHỈ ĐẠO ĐO LƯỜNG SỰ HÀI LÒNG",)
    assert board.place_name == "Lâm Đồng"


def test_an_advisory_body_issues_nothing_before_it_was_made_and_after_its_end() -> None:
    for day in (date(2026, 1, 4), date(2027, 1, 1)):
        with pytest.raises(UnknownOffice):
            issuing_office(CHART.on(day), BOARD, RULES)


def test_an_office_of_the_chart_stays_what_it_is_without_a_file() -> None:
    snapshot = CHART.on(DAY)
    assert issuing_office(snapshot, "snv-lam-dong") is snapshot.office("snv-lam-dong")
    with pytest.raises(EndedOffice):
        issuing_office(snapshot, "snv-dak-nong", RULES)


def test_the_seat_of_the_file_stands_before_the_date(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace(
        'place_name = "Lâm Đồng"', 'place_name = "Xuân Hương - Đà Lạt"'
    )
    (tmp_path / "co-quan.toml").write_text(text, encoding="utf-8")
    rules = read_working_rules(tmp_path / "co-quan.toml")
    assert issuing_office(CHART.on(DAY), "snv-lam-dong", rules).place_name == "Xuân Hương - Đà Lạt"
    assert issuing_office(CHART.on(DAY), "ubnd-tinh-lam-dong", rules).place_name == "Lâm Đồng", (
        "of another office"
    )


def test_an_office_the_chart_does_not_hold_is_an_issuer_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "stc.toml"
    path.write_text(
        """
office = "stc-lam-dong"

[[issuer]]
id = "stc-lam-dong"
full_name = "Sở Tài chính tỉnh Lâm Đồng"
parent_lines = ["UBND TỈNH LÂM ĐỒNG"]
name_lines = ["SỞ TÀI CHÍNH"]
abbreviation = "STC"
head = "GIÁM ĐỐC"
deputy = "PHÓ GIÁM ĐỐC"
under = "ubnd-tinh-lam-dong"
valid_from = 2025-07-01
basis = "Nghị định 45/2025/NĐ-CP"
""",
        encoding="utf-8",
    )
    office = issuing_office(CHART.on(DAY), "stc-lam-dong", read_working_rules(path))
    assert (office.parent_lines, office.name_lines) == (("UBND TỈNH LÂM ĐỒNG",), ("SỞ TÀI CHÍNH",))
    assert (office.place_name, office.kind, office.issues_documents) == (
        "Lâm Đồng",
        OfficeKind.DEPARTMENT,
        True,
    )
