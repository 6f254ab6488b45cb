"""Cách đánh số của cơ quan: books follow the policy of their year, which stays as it is once a number was given."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from directives.document.kinds import DocumentType
from directives.org.errors import UnknownOffice
from directives.register.books import BookKey
from directives.register.series import InvalidPolicy, SeriesGroup, SeriesPolicy
from storage.database import reading
from storage.series_policies import DecidedPolicy, PolicyChanging, SeriesOutsidePolicy, policy_in
from storage.tables import audit_entry
from tests.documents import dated
from workflows.services.books import open_book
from workflows.services.issue import issue_document
from workflows.services.set_series_policy import (
    NoBasis,
    PolicyInUse,
    UnknownGroup,
    policy_of,
    series_policies_of,
    set_series_policy,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

OFFICE = "ubnd-tinh-lam-dong"
BASIS = "Quyết định số 01/QĐ-UBND ngày 02/01/2026"
COMMON = DecidedPolicy(OFFICE, 2026, SeriesPolicy(rest="VB"), BASIS)
GROUPED = DecidedPolicy(
    OFFICE, 2027, SeriesPolicy((SeriesGroup("TỜ", (DocumentType.TO_TRINH, DocumentType.BAO_CAO)),)), BASIS
)


def _places(workspace: Workspace, *what: tuple[str, str]) -> list[str]:
    issued = (
        issue_document(workspace, dated(day, type=kind, unit="VX" if kind == "cong_van" else ""))
        for day, kind in what
    )
    return [one.entry.subject_id.removeprefix(f"{OFFICE}/") for one in issued]


def test_one_common_series_from_a_year_on_and_groups_from_the_next(workspace: Workspace) -> None:
    set_series_policy(workspace, COMMON)
    set_series_policy(workspace, GROUPED)
    assert _places(
        workspace,
        ("2025-12-31", "to_trinh"), ("2025-12-31", "cong_van"),
        ("2026-01-05", "to_trinh"), ("2026-01-05", "cong_van"), ("2026-01-06", "thong_bao"),
        ("2027-01-04", "to_trinh"), ("2027-01-04", "cong_van"), ("2027-01-05", "bao_cao"),
    ) == [
        "TTr/2025/1", "CV/2025/1",
        "VB/2026/1", "VB/2026/2", "VB/2026/3",
        "TỜ/2027/1", "CV/2027/1", "TỜ/2027/2",
    ]  # fmt: skip
    assert verify_books(workspace).problems == []
    assert series_policies_of(workspace) == [COMMON, GROUPED]
    assert series_policies_of(workspace, "snv-lam-dong") == []


def test_another_office_is_not_touched(workspace: Workspace) -> None:
    set_series_policy(workspace, COMMON)
    issued = issue_document(workspace, dated("2026-10-05", issuer="snv-lam-dong", unit="CCHC"))
    assert issued.entry.book == BookKey("snv-lam-dong", "CV", 2026)


def test_a_year_that_was_begun_keeps_its_series(workspace: Workspace) -> None:
    issue_document(workspace, dated("2026-10-05"))
    with pytest.raises(PolicyInUse, match="CV/2026"):
        set_series_policy(workspace, COMMON)
    with pytest.raises(PolicyInUse):
        set_series_policy(workspace, DecidedPolicy(OFFICE, 2025, COMMON.policy, BASIS))
    set_series_policy(workspace, GROUPED)
    assert _places(workspace, ("2026-10-06", "cong_van")) == ["CV/2026/2"]


def test_a_book_opened_from_paper_also_fixes_the_year(workspace: Workspace) -> None:
    open_book(workspace, BookKey(OFFICE, "CV", 2026), 40)
    with pytest.raises(PolicyInUse):
        set_series_policy(workspace, COMMON)


def test_no_book_is_opened_that_no_document_could_go_into(workspace: Workspace) -> None:
    set_series_policy(workspace, COMMON)
    with pytest.raises(SeriesOutsidePolicy, match="SAO, VB"):
        open_book(workspace, BookKey(OFFICE, "CV", 2026), 40)
    open_book(workspace, BookKey(OFFICE, "VB", 2026), 40)
    assert _places(workspace, ("2026-01-05", "to_trinh")) == ["VB/2026/41"]


def test_a_decision_for_a_year_nobody_used_may_be_replaced(workspace: Workspace) -> None:
    set_series_policy(workspace, COMMON)
    other = DecidedPolicy(OFFICE, 2026, SeriesPolicy(rest="CHUNG"), BASIS)
    set_series_policy(workspace, other)
    assert series_policies_of(workspace) == [other]
    with reading(workspace.engine) as connection:
        rows = connection.execute(audit_entry.select().where(audit_entry.c.act == "series_policy_set")).all()
    assert [(row.chain, row.subject) for row in rows] == [(f"policy/{OFFICE}", OFFICE)] * 2


REFUSED = [
    (DecidedPolicy(OFFICE, 2026, SeriesPolicy(rest="A B"), BASIS), InvalidPolicy, "a name with a blank"),
    (
        DecidedPolicy(OFFICE, 2026, SeriesPolicy(rest="ĐẾN"), BASIS),
        InvalidPolicy,
        "that names the incoming books",
    ),
    (DecidedPolicy(OFFICE, 2026, SeriesPolicy(), "  "), NoBasis, "nobody decided it"),
    (DecidedPolicy("khong-co", 2026, SeriesPolicy(), BASIS), UnknownOffice, "no such office"),
]


@pytest.mark.parametrize(("decided", "refusal", "reason"), REFUSED)
def test_what_cannot_be_decided_is_refused(
    workspace: Workspace, decided: DecidedPolicy, refusal: type[Exception], reason: str
) -> None:
    with pytest.raises(refusal):
        set_series_policy(workspace, decided)
    assert series_policies_of(workspace) == [], reason


def test_groups_are_written_by_name_and_types() -> None:
    assert policy_of(["QPPL=quyet_dinh, chi_thi"], "VB") == SeriesPolicy(
        (SeriesGroup("QPPL", (DocumentType.QUYET_DINH, DocumentType.CHI_THI)),), "VB"
    )
    with pytest.raises(UnknownGroup, match="quyet_dnh"):
        policy_of(["QPPL=quyet_dnh"], "")


def test_a_decision_and_a_first_number_at_the_same_moment_never_mix_series(workspace: Workspace) -> None:
    """Whoever is first decides: then the other is refused, or numbers in the new series."""

    def decide() -> str:
        try:
            set_series_policy(workspace, COMMON)
        except PolicyInUse:
            return "refused"
        return "decided"

    def number() -> str:
        try:
            return issue_document(workspace, dated("2026-10-05")).entry.book.series
        except PolicyChanging:
            return "again"

    with ThreadPoolExecutor(2) as pool:
        decided, series = pool.submit(decide), pool.submit(number)
        outcome = (decided.result(), series.result())
    assert outcome in {("refused", "CV"), ("decided", "VB"), ("decided", "again")}
    assert verify_books(workspace).problems == []


def test_the_policy_of_a_year_is_the_newest_that_began_by_then(workspace: Workspace) -> None:
    for decided in (COMMON, GROUPED):
        set_series_policy(workspace, decided)
    with reading(workspace.engine) as connection:
        found = [policy_in(connection, OFFICE, year) for year in (2025, 2026, 2027, 2040)]
    assert found == [SeriesPolicy(), COMMON.policy, GROUPED.policy, GROUPED.policy]
