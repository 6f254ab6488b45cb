"""Nhận phiếu: versions stand beside each other, the same forms count once, and what is wrong is named row by row."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy.exc import DatabaseError

from sipas_engine.errors import SipasError
from sipas_engine.returns.refusals import BadForms
from sipas_engine.returns.versions import VersionKind
from storage import audit, campaigns, return_forms, returns
from storage.database import reading
from tests.services.returning import (
    CODES,
    CU_JUT,
    DAK_MIL,
    DUE,
    ID,
    KNIA,
    LATE,
    TAM_THANG,
    THUAN_AN,
    begun,
    form,
    forms_file,
    sent,
)
from tests.workspaces import workspace_at
from workflows.services.accept_returns import (
    AlreadyReturned,
    NoReturnOwed,
    UnknownBatch,
    accept_returns,
)
from workflows.services.campaign_state import campaign_state
from workflows.services.counted_forms import counting_batches
from workflows.services.cuts import cut_now
from workflows.services.decide_forms import forms_in_question
from workflows.services.read_returns import ForeignForms, UnfitForms
from workflows.services.returns_received import (
    batches_received,
    refusals_received,
    returns_by_unit,
    returns_received,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

TWO = [form("P1"), form("P2", TAM_THANG)]


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Đợt đã mở: nothing came yet."""
    begun(workspace, tmp_path / "dot")
    return workspace


def counted(workspace: Workspace, on: date | None = None) -> list[tuple[str, int, int]]:
    """Phiếu được tính: unit, forms, valid."""
    return [(row.unit, row.forms, row.valid) for row in returns_by_unit(workspace, ID, on) if row.forms]


def test_late_forms_are_added_and_the_first_batch_stays(desk: Workspace, tmp_path: Path) -> None:
    first = sent(desk, tmp_path, TWO)
    late = sent(desk, tmp_path, [form("P3")], day=LATE)
    assert (first.kind, late.kind) == (VersionKind.FIRST, VersionKind.ADDITION)
    assert counted(desk) == [(CU_JUT, 3, 3)]


def test_a_correction_takes_the_place_of_what_it_names_from_its_day_on(
    desk: Workspace, tmp_path: Path
) -> None:
    first = sent(desk, tmp_path, TWO)
    late = sent(desk, tmp_path, [form("P3")], day=DUE + timedelta(1))
    mended = sent(desk, tmp_path, [form("P1", answers="5 5 5")], day=LATE, corrects=[first.batch.sha256[:12]])
    assert (mended.kind, mended.replaces) == (VersionKind.CORRECTION, (first.batch.sha256,))
    assert counted(desk, DUE) == [(CU_JUT, 2, 2)]
    assert counted(desk, LATE - timedelta(1)) == [(CU_JUT, 3, 3)]
    assert counted(desk) == [(CU_JUT, 2, 2)]
    assert [row.counts for row in batches_received(desk, ID)] == [False, True, True]
    with reading(desk.engine) as connection:
        assert set(counting_batches(connection, ID)) == {late.batch.sha256, mended.batch.sha256}
        kept = return_forms.forms_of(connection, ID, [first.batch.sha256])
    assert [(one.form_id, one.answers) for one in kept] == [("P1", "444"), ("P2", "444")], (
        "nothing is overwritten"
    )


def test_a_correction_of_all_and_a_return_to_what_came_first(desk: Workspace, tmp_path: Path) -> None:
    first = sent(desk, tmp_path, TWO)
    second = sent(desk, tmp_path, [form("P1", answers="1 1 1")], corrects=["all"])
    again = sent(desk, tmp_path, TWO, corrects=["all"], name="lai.csv")
    assert (second.kind, again.kind, again.batch) == (
        VersionKind.CORRECTION,
        VersionKind.CORRECTION,
        first.batch,
    )
    assert counted(desk) == [(CU_JUT, 2, 2)]


def test_forms_that_came_before_with_other_content_ask_what_is_meant(desk: Workspace, tmp_path: Path) -> None:
    first = sent(desk, tmp_path, TWO)
    with pytest.raises(AlreadyReturned) as refused:
        sent(desk, tmp_path, [form("P2", TAM_THANG, "5 5 5"), form("P9")])
    assert refused.value.fields["forms"] == "P2"
    assert refused.value.fields["batches"] == first.batch.sha256[:12]
    assert counted(desk) == [(CU_JUT, 2, 2)]


@pytest.mark.parametrize("named", ["", "0" * 12, "zz"], ids=["nothing", "another", "no hash"])
def test_a_batch_to_be_corrected_must_be_there(desk: Workspace, tmp_path: Path, named: str) -> None:
    sent(desk, tmp_path, TWO)
    with pytest.raises(UnknownBatch):
        sent(desk, tmp_path, [form("P1", answers="5 5 5")], corrects=[named])


def _as_xlsx(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for at, name in enumerate(["commune", "form_id", "district", "province", *reversed(CODES)]):
            sheet.write_string(0, at, name)
        for row, (serial, place) in enumerate([("P2", TAM_THANG), ("P1", KNIA)], start=1):
            for at, text in enumerate([place[2], serial, place[1], place[0], "4", "4", "4"]):
                sheet.write_string(row, at, text)


AGAIN: list[tuple[str, Callable[[Path, Path], object], str]] = [
    ("ten-khac.csv", lambda first, file: shutil.copy(first, file), "the same bytes under another name"),
    ("phieu.xlsx", lambda first, file: _as_xlsx(file), "a workbook, rows and columns in another order"),
    (
        "cham-phay.csv",
        lambda first, file: file.write_text(first.read_text("utf-8").replace(",", ";"), "utf-8"),
        "another delimiter",
    ),
    (
        "utf16.csv",
        lambda first, file: file.write_text(first.read_text("utf-8"), "utf-16"),
        "another encoding",
    ),
]


@pytest.mark.parametrize(("name", "make", "reason"), AGAIN, ids=[name for name, *_ in AGAIN])
def test_the_same_forms_count_once_in_whatever_file(
    desk: Workspace, tmp_path: Path, name: str, make: Callable[[Path, Path], object], reason: str
) -> None:
    first = sent(desk, tmp_path, TWO)
    make(tmp_path / "phieu.csv", tmp_path / name)
    again = accept_returns(desk, campaign_state(desk, ID), CU_JUT, tmp_path / name, LATE)
    assert (again.known, again.batch) == (True, first.batch), reason
    assert counted(desk) == [(CU_JUT, 2, 2)]
    assert len(batches_received(desk, ID)) == 1


def test_a_file_sent_ten_times_at_once_is_imported_once(database_url: str, tmp_path: Path) -> None:
    desks = [workspace_at(database_url, tmp_path) for _ in range(10)]
    state = begun(desks[0], tmp_path / "dot")
    files = [forms_file(tmp_path / f"lan-{n}.csv", TWO) for n in range(10)]

    def send(turn: int) -> bool:
        return accept_returns(desks[turn], state, CU_JUT, files[turn], DUE).known

    with ThreadPoolExecutor(10) as pool:
        known = list(pool.map(send, range(10)))
    assert sorted(known) == [False] + [True] * 9
    assert counted(desks[0]) == [(CU_JUT, 2, 2)]
    with reading(desks[0].engine) as connection:
        accepted = [a for a in audit.acts(connection, f"campaign/{ID}") if a.act == "returns_accepted"]
    assert len(accepted) == 1
    assert verify_books(desks[0]).problems == []
    for desk in desks:
        desk.engine.dispose()


REFUSED: list[tuple[list[tuple[str, object, str, dict[str, str]]], type[Exception], list[str], str]] = [
    ([form("P1", answers="4 6 4")], BadForms, ["row 2", "1.2", "'6'"], "an answer beyond the scale"),
    ([form("P1"), form("P1")], BadForms, ["row 3", "already in row 2"], "a serial twice"),
    ([form("", answers="4 4 4")], BadForms, ["row 2", "form_id"], "no serial"),
    ([form("P1", THUAN_AN)], ForeignForms, ["Xã Thuận An"], "a commune of another district"),
    (
        [form("P1", status="rejected", reason="không thích")],
        UnfitForms,
        ["P1", "không thích"],
        "rejected for a reason of no list",
    ),
    ([form("P" * 130)], UnfitForms, ["form_id", "longer than 120"], "a serial nobody can print"),
]


@pytest.mark.parametrize(("rows", "kind", "said", "reason"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_a_file_is_taken_whole_or_refused_with_its_rows(
    desk: Workspace, tmp_path: Path, rows: list, kind: type[Exception], said: list[str], reason: str
) -> None:
    good = [form(f"Q{n}") for n in range(3)]
    before = _rows(desk)
    with pytest.raises(kind) as refused:
        sent(desk, tmp_path, [*rows, *good])
    problems = " ".join(p.template.format(**p.fields) for p in refused.value.problems) or str(refused.value)
    assert [word for word in said if word.lower() not in problems.lower()] == [], reason
    assert returns_received(desk, ID) == []
    after = _rows(desk)
    assert {name for name in after if after[name] != before[name]} == {"return_refusal", "audit_entry"}
    (kept,) = refusals_received(desk, ID)
    assert (kept.unit, kept.day, kept.problems) == (CU_JUT, DUE, 1)
    assert returns_by_unit(desk, ID)[0].status == "returned_for_fix"


def test_the_same_refused_file_is_recorded_once_a_day(desk: Workspace, tmp_path: Path) -> None:
    for day in (DUE, DUE, LATE):
        with pytest.raises(SipasError):
            sent(desk, tmp_path, [form("P1", answers="7 7 7")], day=day)
    assert [(one.day, one.problems) for one in refusals_received(desk, ID)] == [(DUE, 3), (LATE, 3)]
    sent(desk, tmp_path, [form("P1")], day=LATE)
    assert returns_by_unit(desk, ID)[0].status == "accepted"


def test_a_name_that_was_mistyped_leaves_no_trace(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(SipasError):
        accept_returns(desk, campaign_state(desk, ID), CU_JUT, tmp_path / "khong-co.csv", DUE)
    assert refusals_received(desk, ID) == []


def test_who_owes_nothing_sends_nothing(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NoReturnOwed):
        sent(desk, tmp_path, TWO, unit="ubnd-huyen-krong-no")


def test_reasons_of_the_sender_are_counted(desk: Workspace, tmp_path: Path) -> None:
    rows = [
        form("P1", status="valid"),
        form("P2", status="rejected", reason="never_seen"),
        form("P3", status="Không hợp lệ", reason="Người trả lời chưa đủ 18 tuổi"),
        form("P4", status="invalid"),
        form("P5", answers=". . 4", status="invalid"),
    ]
    sent(desk, tmp_path, rows)
    (row, _) = returns_by_unit(desk, ID)
    assert (row.forms, row.valid) == (5, 1)
    assert row.rejected == {"blanks": 1, "never_seen": 1, "under_age": 1, "unsaid": 1}


def test_the_rules_propose_and_reject_nothing(desk: Workspace, tmp_path: Path) -> None:
    sent(desk, tmp_path, [form("P7", THUAN_AN)], unit=DAK_MIL)
    rows = [
        form("P1", answers=". 4 4", age="40"),
        form("P2", age="17"),
        form("P7", age="30"),
        form("P8", age=""),
    ]
    assert sent(desk, tmp_path, rows, name="hai.csv").proposed == 3
    found = {state.form.form_id: state.undecided for state in forms_in_question(desk, ID)}
    assert found == {"P1": "blanks", "P2": "under_age", "P7": "serial_twice"}
    row = returns_by_unit(desk, ID)[0]
    assert (row.forms, row.valid, row.undecided, row.rejected) == (4, 4, 3, {})
    with reading(desk.engine) as connection:
        forms = return_forms.forms_of(connection, ID, counting_batches(connection, ID))
    ages = {one.form_id: one.traits.get("age") for one in forms if one.path == KNIA}
    assert ages == {"P1": "35 - 49 tuổi", "P2": "18 - 24 tuổi", "P7": "25 - 34 tuổi", "P8": None}


def test_counts_know_stratum_and_cluster(desk: Workspace, tmp_path: Path) -> None:
    rows = [
        form(f"P{n}", place, "4 2 5" if n % 3 else "1 4 4", stratum=f"T{n % 2}", psu=f"C{n % 4}")
        for n, place in enumerate([KNIA, TAM_THANG] * 6, start=1)
    ]
    sent(desk, tmp_path, rows)
    cut = cut_now(desk, ID, LATE)
    assert cut.counts.columns == ("province", "district", "commune", "stratum", "psu")
    assert int(cut.counts.n_forms.sum()) == 12
    assert {key[-2:] for key in cut.counts.keys} == {("T0", "C0"), ("T0", "C2"), ("T1", "C1"), ("T1", "C3")}
    assert (cut.result.strata, cut.result.psu) == ("stratum", "psu")
    assert cut.result.level("province")[0].se is not None


def _rows(desk: Workspace) -> dict[str, list[str]]:
    from storage.tables import metadata

    with reading(desk.engine) as connection:
        return {
            table.name: sorted(map(str, connection.execute(table.select()).all()))
            for table in metadata.sorted_tables
        }


STOPS = [
    (returns, "add_batch"),
    (return_forms, "add_forms"),
    (returns, "add_version"),
    (campaigns, "add_fact"),
    (audit, "append"),
]


@pytest.mark.parametrize(("module", "act"), STOPS, ids=[act for _, act in STOPS])
def test_a_fault_anywhere_leaves_nothing_and_repeating_works(
    desk: Workspace, tmp_path: Path, module: object, act: str
) -> None:
    before = _rows(desk)

    def broken(*_what: object, **_named: object) -> None:
        raise DatabaseError("mất điện", None, Exception())

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, act, broken)
        with pytest.raises(DatabaseError):
            sent(desk, tmp_path, TWO)
    assert _rows(desk) == before
    assert not sent(desk, tmp_path, TWO).known
    assert counted(desk) == [(CU_JUT, 2, 2)]
