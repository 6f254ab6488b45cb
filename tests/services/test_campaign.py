"""Một đợt trọn vẹn: the example of Đắk Nông through the services, without scheduler; Lâm Đồng's first weeks."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from directives.followup.plan_file import InvalidPlan
from directives.org.errors import UnknownOffice, UnknownUnit
from directives.register.books import BookKey
from sipas_engine.annexes.printing import printed
from sipas_engine.from_file import index_from_file
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.built_in import UnknownQuestionSet
from sipas_engine.methods.open_points import open_points
from storage import campaigns
from storage.database import transaction
from storage.register import Entry
from tests.workspaces import workspace_at
from workflows.services.advance import advance_day, due_days
from workflows.services.books import book_keys, entries
from workflows.services.campaign_state import UnknownCampaign, campaign_state
from workflows.services.campaign_status import campaign_status, progress_of_all, timeline_of
from workflows.services.compute_result import index_of
from workflows.services.publish_result import published_campaign
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples" / "campaigns"
DAK_NONG, LAM_DONG = "dak-nong-2021", "lam-dong-2026"
END = date(2022, 6, 1)
DISTRICTS = (
    "ubnd-huyen-cu-jut",
    "ubnd-huyen-dak-mil",
    "ubnd-huyen-dak-r-lap",
    "ubnd-thanh-pho-gia-nghia",
)


def begun(workspace: Workspace, name: str) -> None:
    plan, drafts = read_plan(EXAMPLES / name / "plan.toml")
    assert start_campaign(workspace, plan, drafts)


def carried_on(workspace: Workspace, name: str, until: date) -> None:
    for day in due_days(workspace, name, until):
        advance_day(workspace, name, day)


@pytest.fixture(scope="module")
def dak_nong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Đợt Đắk Nông đã xong: from the Ministry's request to the districts' last dispatches."""
    folder = tmp_path_factory.mktemp("dak-nong")
    workspace = workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder)
    begun(workspace, DAK_NONG)
    carried_on(workspace, DAK_NONG, END)
    yield workspace
    workspace.engine.dispose()


@pytest.fixture(scope="module")
def published(dak_nong: Workspace) -> dict[str, bytes]:
    return {file.path: file.content for file in published_campaign(dak_nong, DAK_NONG)}


#: Book, number, date: every document of the campaign.
REGISTER = """
    bnv/CV/2021                       6056/BNV-CCHC        2021-11-29
    snv-dak-nong/BC/2022              01/BC-SNV            2022-04-12
    snv-dak-nong/CV/2021              1848/SNV-CCHCVTLT    2021-12-10
    snv-dak-nong/TTr/2022             01/TTr-SNV           2022-04-19
    ubnd-huyen-cu-jut/CV/2021         01/UBND-NV           2021-12-10
    ubnd-huyen-cu-jut/CV/2022         01/UBND-NV           2022-05-19
    ubnd-huyen-dak-mil/CV/2021        01/UBND-NV           2021-12-10
    ubnd-huyen-dak-mil/CV/2022        01/UBND-NV           2022-05-19
    ubnd-huyen-dak-r-lap/CV/2021      01/UBND-NV           2021-12-10
    ubnd-huyen-dak-r-lap/CV/2022      01/UBND-NV           2022-05-19
    ubnd-thanh-pho-gia-nghia/CV/2021  01/UBND-NV           2021-12-10
    ubnd-thanh-pho-gia-nghia/CV/2022  01/UBND-NV           2022-05-19
    ubnd-tinh-dak-nong/CV/2021        7137/UBND-NCKSTT     2021-12-07
    ubnd-tinh-dak-nong/QĐ/2022        01/QĐ-UBND           2022-04-26
"""


def test_every_document_has_its_number_and_date_in_its_own_book(dak_nong: Workspace) -> None:
    found = [
        (str(entry.book), str(entry.document.number), entry.document.issued_on.isoformat())
        for entry in entries(dak_nong)
    ]
    assert found == [tuple(row.split()) for row in REGISTER.strip().splitlines()]


def test_the_books_and_the_journal_are_whole(dak_nong: Workspace) -> None:
    assert verify_books(dak_nong).problems == []


def test_doing_it_all_again_does_nothing(dak_nong: Workspace, published: dict[str, bytes]) -> None:
    before = verify_books(dak_nong)
    plan, drafts = read_plan(EXAMPLES / DAK_NONG / "plan.toml")
    assert not start_campaign(dak_nong, plan, drafts)
    assert due_days(dak_nong, DAK_NONG, END) == ()
    assert advance_day(dak_nong, DAK_NONG, END) == 0
    assert verify_books(dak_nong) == before
    assert {file.path: file.content for file in published_campaign(dak_nong, DAK_NONG)} == published


def test_each_document_cites_the_one_it_carries_out(dak_nong: Workspace) -> None:
    by_office = {(e.book.issuer, e.book.series, e.book.year): e.document for e in entries(dak_nong)}
    for district in DISTRICTS:
        assert by_office[district, "CV", 2021].carries_out == ("1848/SNV-CCHCVTLT",)
        assert by_office[district, "CV", 2022].carries_out == ("01/QĐ-UBND",)


def _result(workspace: Workspace) -> IndexResult:
    return index_of(workspace, campaign_state(workspace, DAK_NONG).plan)


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_district_names_its_own_three_weakest_criteria(dak_nong: Workspace, district: str) -> None:
    (entry,) = entries(dak_nong, BookKey(district, "CV", 2022))
    points = [part.text for part in entry.document.body_parts() if part.kind.value == "point"]
    said = [tuple(re.findall(r"\(tiêu chí ([0-9.]+)\): ([0-9,]+)%, .*[;.]$", text)[0]) for text in points]
    name = campaign_state(dak_nong, DAK_NONG).units[DISTRICTS.index(district)].unit.title
    (unit,) = (u for u in _result(dak_nong).level("district") if u.name == name)
    # Computed here from the raw counts: satisfied by answered, the three lowest, earlier criteria first.
    shares = sorted(
        (round(100 * c.s / c.n + 1e-9, 2), place, code)
        for place, (code, c) in enumerate(unit.criteria.items())
    )[:3]
    assert said == [(code, f"{share:.2f}".replace(".", ",")) for share, _, code in shares]


def test_the_decision_prints_what_anyone_computes_from_the_published_forms(
    dak_nong: Workspace, published: dict[str, bytes], tmp_path: Path
) -> None:
    for name in ("phieu.csv", "bo-cau-hoi.toml"):
        (tmp_path / name).write_bytes(published[f"{DAK_NONG}/ket-qua/{name}"])
    index = index_from_file(
        tmp_path / "phieu.csv", tmp_path / "bo-cau-hoi.toml", ("province", "district", "commune")
    )
    (decision,) = entries(dak_nong, BookKey("ubnd-tinh-dak-nong", "QĐ", 2022))
    districts, communes, criteria, method, settings = decision.document.annexes
    for annex, level in ((districts, "district"), (communes, "commune")):
        expected = [_ranking_row(index, level, place) for place in range(len(annex.rows))]
        assert sorted(row[: len(expected[0])] for row in annex.rows) == sorted(expected)
        assert len(annex.rows) == len(index.level(level))
    (province,) = index.level("province")
    assert criteria.rows == tuple(
        (
            code,
            index.questions.criteria[place].name,
            printed(c.n, "count"),
            printed(c.s, "count"),
            _percent(c.value),
        )
        for place, (code, c) in enumerate(province.criteria.items())
    )
    assert (len(districts.rows), len(communes.rows), len(criteria.rows)) == (4, 12, 22)
    assert ("Khoảng xếp hạng" in {row[0] for row in method.rows}, len(settings.rows)) == (
        True,
        len(open_points()),
    )


def _ranking_row(index: IndexResult, level: str, place: int) -> tuple[str, ...]:
    unit = index.level(level)[place]
    elements = [_percent(value) for value in unit.elements.values()]
    return (str(unit.rank), unit.label, printed(unit.n_valid, "count"), *elements, _percent(unit.sipas))


def _percent(value: object) -> str:
    """Chỉ số in hai chữ số: by decimal arithmetic of its own, a half away from zero."""
    assert isinstance(value, Fraction)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


def test_a_duty_is_closed_once_and_its_first_fact_stands(dak_nong: Workspace) -> None:
    state = campaign_state(dak_nong, DAK_NONG)
    fact = next(iter(state.facts.values()))
    with transaction(dak_nong.engine) as connection:
        assert not campaigns.add_fact(connection, campaigns.Fact(fact.key, END, {"x": 1}))
    assert campaign_state(dak_nong, DAK_NONG).facts == state.facts


STATUS = [
    ("2021-11-20", {"not_due": 20}, "before it began"),
    ("2021-11-28", {"due_soon": 1, "not_due": 19}, "a working day before the Ministry asks"),
    ("2021-11-29", {"done": 1, "not_due": 19}, "the Ministry has asked"),
    ("2021-12-10", {"done": 7, "not_due": 13}, "all four districts have been told and have written"),
    ("2022-06-01", {"done": 20}, "all is done in time"),
]


@pytest.mark.parametrize(("day", "expected", "reason"), STATUS)
def test_the_state_of_the_campaign_on_a_day(
    dak_nong: Workspace, day: str, expected: dict[str, int], reason: str
) -> None:
    found = campaign_status(dak_nong, DAK_NONG, date.fromisoformat(day))
    assert {state: number for state, number in found.counts.items() if number} == expected, reason
    assert found.late == ()


def test_the_timeline_and_the_progress_say_the_same(dak_nong: Workspace) -> None:
    rows = timeline_of(dak_nong, DAK_NONG)
    assert [(row.step, row.done, row.owed) for row in rows if row.owed > 1] == [
        ("huyen_trien_khai", 4, 4),
        ("nhan_phieu", 4, 4),
        ("su_dung_ket_qua", 4, 4),
    ]
    assert progress_of_all(dak_nong) == ((DAK_NONG, 20, 20),)


def test_a_campaign_nobody_started_is_named(dak_nong: Workspace) -> None:
    with pytest.raises(UnknownCampaign, match=f"Running: {DAK_NONG}"):
        campaign_state(dak_nong, "dak-nong-2022")


@pytest.fixture(scope="module")
def lam_dong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Đợt Lâm Đồng đến khi cấp xã triển khai: the directives of the first three weeks."""
    folder = tmp_path_factory.mktemp("lam-dong")
    workspace = workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder)
    begun(workspace, LAM_DONG)
    carried_on(workspace, LAM_DONG, date(2026, 3, 31))
    yield workspace
    workspace.engine.dispose()


def test_the_department_writes_to_each_of_the_124_communes_and_each_writes_on(lam_dong: Workspace) -> None:
    found = entries(lam_dong)
    units = campaign_state(lam_dong, LAM_DONG).units
    assert len(units) == 124
    to_communes = [e for e in found if e.book.issuer == "snv-lam-dong"]
    assert [e.number for e in to_communes] == [*range(1, 125)]
    addressed = [" ".join(e.document.addressees) for e in to_communes]
    assert [unit.full_name in text for unit, text in zip(units, addressed, strict=True)] == [True] * 124
    own = {e.book.issuer: e.number for e in found if e.book.issuer in {unit.id for unit in units}}
    assert own == {unit.id: 1 for unit in units}
    assert verify_books(lam_dong).problems == []


def _whom_it_names(entry: Entry) -> str:
    """Ai gửi, ai ký, gửi ai: everything in a document that names an office or a place, but not its sentences."""
    document = entry.document
    head = [*document.letterhead.parent_lines, *document.letterhead.name_lines, document.issuer_name]
    foot = [*document.signature.lines, document.place_name, *document.recipients]
    return "\n".join([*head, *foot, *document.addressees])


def test_no_district_is_left_anywhere_in_two_tiers(lam_dong: Workspace) -> None:
    snapshot = lam_dong.chart.on(date(2026, 3, 2))
    assert "district" not in {level.value for level in snapshot.levels}
    assert [key for key in book_keys(lam_dong) if "huyen" in key.issuer] == []
    assert [
        str(e.book) for e in entries(lam_dong) if re.search(r"\bhuyện\b", _whom_it_names(e), re.IGNORECASE)
    ] == []


CHANGES = [
    ('province = "67"', 'province = "99"', UnknownUnit, "no such province"),
    ('"ubnd-huyen-cu-jut"', '"ubnd-huyen-cu-jat"', UnknownOffice, "no such office"),
    ('"P2017"', '"P2071"', UnknownQuestionSet, "no such question set"),
]


@pytest.mark.parametrize(("old", "new", "refusal", "reason"), CHANGES)
def test_a_campaign_that_could_not_go_on_does_not_begin(
    tmp_path: Path, old: str, new: str, refusal: type[Exception], reason: str
) -> None:
    file = _copied(tmp_path, old, new)
    workspace = workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path)
    with pytest.raises(refusal):
        start_campaign(workspace, *read_plan(file))
    assert (progress_of_all(workspace), book_keys(workspace)) == ((), []), reason
    workspace.engine.dispose()


def test_drafts_that_are_missing_or_no_toml_are_all_named(tmp_path: Path) -> None:
    file = _copied(tmp_path, "drafts/to-trinh.toml", "drafts/khong-co.toml")
    (file.parent / "drafts" / "quyet-dinh.toml").write_text("subject = ", encoding="utf-8")
    with pytest.raises(InvalidPlan) as refused:
        read_plan(file)
    assert [problem.where for problem in refused.value.problems] == [
        "drafts/khong-co.toml",
        "drafts/quyet-dinh.toml",
    ]


def _copied(folder: Path, old: str, new: str) -> Path:
    """Kế hoạch sửa: the example with one thing written otherwise."""
    shutil.copytree(EXAMPLES.parent, folder / "examples", dirs_exist_ok=True)
    file = folder / "examples" / "campaigns" / DAK_NONG / "plan.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file
