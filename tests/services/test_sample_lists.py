"""Danh sách và mẫu: taken in apart from its people, sent back, drawn once, replaced in order, corrected on record."""

import json
import stat
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from directives.errors import DirectiveError
from directives.org.chart import UnknownOffice
from sipas_engine.errors import SipasError
from sipas_engine.sampling.mapping import ListMapping
from sipas_engine.sampling.quality import barred_rows
from sipas_engine.sampling.reserve import AlreadyReplaced, ReplacementReason, ReserveOutOfOrder, ReserveSpent
from sipas_engine.sampling.size import BY_THE_GUIDE
from sipas_engine.sampling.states import ListMove, ListState, WrongListState
from storage.database import reading, transaction
from storage.sample_tables import sample_person, sample_row
from storage.tables import audit_entry
from tests.services.sample_lists import (
    KEY,
    OFFICE,
    SETTINGS,
    SURVEY,
    checked,
    drawn,
    list_file,
    people,
    taken_in,
)
from workflows.services.correct_list import (
    CannotCorrect,
    NoReasonGiven,
    NoSuchPlace,
    NotCorrectable,
    NotDrawnYet,
    NoTelephone,
    correct_list,
)
from workflows.services.draw_list import draw_list, redraw_list
from workflows.services.import_list import import_list
from workflows.services.issue_draft import issue_draft
from workflows.services.move_list import ListGoesBack, move_list
from workflows.services.read_list import EmptyList, load_list
from workflows.services.replace_sampled import replace_sampled
from workflows.services.sample_pseudonyms import KeyOpenToOthers, WrongPseudonymKey, key_path, pseudonym_key
from workflows.services.send_back_list import NothingToMend, draft_send_back
from workflows.services.stored_lists import (
    NoEarlierList,
    NothingDrawn,
    UnknownList,
    compared_with_previous,
    drawn_list,
    list_key,
    stored_list,
)
from workflows.services.workspace import Workspace

DAY = date(2026, 10, 5)


def without_telephones(n: int, row: dict[str, str]) -> Mapping[str, str]:
    return {**row, "Điện thoại": ""} if n <= 10 else row


def with_three_mended(n: int, row: dict[str, str]) -> Mapping[str, str]:
    return {**row, "Điện thoại": ""} if 3 < n <= 10 else row


def everything(workspace: Workspace) -> str:
    """Mọi thứ trong nhật ký và trong bảng rút mẫu, dưới dạng chữ."""
    with reading(workspace.engine) as connection:
        tables = (
            "audit_entry",
            "sample_draw",
            "sample_replacement",
            "sample_correction",
            "sample_row",
            "sample_list",
        )
        rows = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in tables]
    return repr(rows)


def test_names_and_telephones_stand_in_their_own_table_only(workspace: Workspace, tmp_path: Path) -> None:
    key = drawn(workspace, tmp_path)
    main = drawn_list(workspace, key).kept.drawn.main
    replace_sampled(workspace, key, main[0], ReplacementReason.MOVED, investigator="Điều tra viên A", day=DAY)
    correct_list(workspace, key, main[1], "ho_ten", "Nguyễn Thị Đã Sửa", "sai tên")
    told = everything(workspace)
    assert "Ví Dụ" not in told
    assert "Đã Sửa" not in told
    assert "0900000001" not in told
    assert "đường Mẫu" not in told
    with reading(workspace.engine) as connection:
        names = connection.execute(select(sample_person.c.name)).scalars().all()
        pseudonyms = connection.execute(select(sample_person.c.pseudonym)).scalars().all()
        keyed = connection.execute(select(sample_row.c.pseudonym)).scalars().all()
    assert len(names) == 60
    assert "Nguyễn Thị Đã Sửa" in names
    assert sorted(pseudonyms) == sorted(keyed)


def test_the_key_lies_in_the_home_for_the_service_alone_and_not_in_the_database(
    workspace: Workspace, tmp_path: Path
) -> None:
    taken_in(workspace, tmp_path)
    path = key_path(workspace)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("ascii") not in everything(workspace)
    path.chmod(0o644)
    with pytest.raises(KeyOpenToOthers):
        taken_in(workspace, tmp_path)


def test_many_starts_make_one_key(workspace: Workspace) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: pseudonym_key(workspace).secret, range(8)))
    assert len(keys) == 1


def test_another_key_is_noticed_before_anything_is_written(workspace: Workspace, tmp_path: Path) -> None:
    taken_in(workspace, tmp_path)
    key_path(workspace).unlink()
    with pytest.raises(WrongPseudonymKey):
        import_list(workspace, SURVEY, OFFICE, list_file(tmp_path / "x.csv", people(5)))


def test_years_of_birth_are_forgotten_when_the_sample_is_approved(
    workspace: Workspace, tmp_path: Path
) -> None:
    key = drawn(workspace, tmp_path)
    before = drawn_list(workspace, key).rows
    assert all(row.birth_year and row.of_age for row in before)
    move_list(workspace, key, ListMove.APPROVE)
    after = drawn_list(workspace, key).rows
    assert all(row.birth_year is None and row.of_age for row in after)
    assert redraw_list(workspace, key) == []


def test_the_same_list_again_is_the_one_that_is_there(workspace: Workspace, tmp_path: Path) -> None:
    first = taken_in(workspace, tmp_path)
    (tmp_path / "ds.csv").rename(tmp_path / "ten-khac.csv")
    again = import_list(workspace, SURVEY, OFFICE, tmp_path / "ten-khac.csv")
    assert (again.stored.key, again.known_before) == (first, True)
    other = import_list(workspace, SURVEY, OFFICE, list_file(tmp_path / "y.csv", people(59)))
    assert (other.stored.key.version, other.known_before) == (2, False)


def test_a_list_that_cannot_be_read_leaves_nothing_behind(workspace: Workspace, tmp_path: Path) -> None:
    for file, refusal in (
        (list_file(tmp_path / "trong.csv", []), EmptyList),
        (tmp_path / "khong-co.csv", DirectiveError),
    ):
        with pytest.raises(refusal):
            import_list(workspace, SURVEY, OFFICE, file)
    with pytest.raises(UnknownOffice):
        import_list(workspace, SURVEY, "ubnd-xa-la", list_file(tmp_path / "ds.csv", people(3)))
    with pytest.raises(UnknownList):
        stored_list(workspace, KEY)
    with reading(workspace.engine) as connection:
        assert connection.execute(select(audit_entry)).all() == []


def test_the_mapping_of_an_office_is_used_for_its_next_list(workspace: Workspace, tmp_path: Path) -> None:
    headings = ("No.", "Citizen", "Born", "M/F", "Where", "Hamlet", "Call", "File")
    mapping = ListMapping(
        {
            "stt": "No.",
            "ho_ten": "Citizen",
            "nam_sinh": "Born",
            "dia_chi": "Where",
            "thon": "Hamlet",
            "dien_thoai": "Call",
        }
    )
    first = import_list(
        workspace,
        SURVEY,
        OFFICE,
        list_file(tmp_path / "a.csv", people(5), headings=headings),
        mapping=mapping,
    )
    assert first.passed_over == ("M/F", "File")
    second = import_list(
        workspace, SURVEY, OFFICE, list_file(tmp_path / "b.csv", people(6), headings=headings)
    )
    assert second.stored.mapping == first.stored.mapping
    assert second.stored.report.faulty == ()


def test_a_list_below_the_threshold_is_sent_back_by_a_letter_that_can_be_issued(
    workspace: Workspace, tmp_path: Path
) -> None:
    key = import_list(
        workspace, SURVEY, OFFICE, list_file(tmp_path / "ds.csv", people(60, without_telephones)),
        mapping=None,
    ).stored.key  # fmt: skip
    move_list(workspace, key, ListMove.SUBMIT)
    with pytest.raises(ListGoesBack):
        move_list(workspace, key, ListMove.CHECK)
    signer = {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn Mẫu"}
    toml = draft_send_back(workspace, key, "snv-lam-dong", due=date(2026, 10, 12), unit="CCHC", signer=signer)
    draft = tomllib.loads(toml)
    rows = draft["annexes"][0]["rows"]
    assert [row[2] for row in rows] == [str(n) for n in range(1, 11)]
    assert rows[0] == ["1", "2", "1", "H36.00001", "thiếu số điện thoại"]
    assert "Ví Dụ" not in toml
    assert "12/10/2026" in toml
    (tmp_path / "tra-lai.toml").write_text(toml, encoding="utf-8")
    issued = issue_draft(workspace, tmp_path / "tra-lai.toml", tmp_path / "ra")
    assert issued.entry.number == 1
    assert issued.path.stat().st_size > 5_000


def test_the_next_list_of_the_office_is_compared_with_the_one_sent_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = import_list(
        workspace, SURVEY, OFFICE, list_file(tmp_path / "a.csv", people(60, without_telephones))
    ).stored
    new = import_list(
        workspace, SURVEY, OFFICE, list_file(tmp_path / "b.csv", people(61, with_three_mended))
    ).stored
    before, after, found = compared_with_previous(workspace, new.key)
    assert (before.key, after.key) == (old.key, new.key)
    assert found.mended == (1, 2, 3)
    assert found.still_wrong == tuple(range(4, 11))
    assert (found.new, found.gone, found.spoiled) == ((61,), (), ())
    toml = draft_send_back(workspace, new.key, "snv-lam-dong", due=date(2026, 10, 12))
    assert "03 hàng đã sửa, 07 hàng vẫn còn lỗi, 01 hàng mới, 00 hàng không còn" in toml
    with pytest.raises(NoEarlierList):
        compared_with_previous(workspace, old.key)


def test_a_faultless_list_is_not_sent_back(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NothingToMend):
        draft_send_back(workspace, taken_in(workspace, tmp_path), "snv-lam-dong", due=DAY)


def test_a_list_is_drawn_once_in_its_turn_and_comes_out_again(workspace: Workspace, tmp_path: Path) -> None:
    key = taken_in(workspace, tmp_path)
    with pytest.raises(WrongListState):
        draw_list(workspace, key, SETTINGS)
    with pytest.raises(NothingDrawn):
        redraw_list(workspace, key)
    move_list(workspace, key, ListMove.SUBMIT)
    move_list(workspace, key, ListMove.CHECK)
    kept = draw_list(workspace, key, SETTINGS)
    assert stored_list(workspace, key).state is ListState.DRAWN
    assert redraw_list(workspace, key) == []
    with pytest.raises(WrongListState):
        draw_list(workspace, key, SETTINGS)
    assert drawn_list(workspace, key).kept == kept


def test_the_size_follows_from_the_list_where_nobody_names_one(workspace: Workspace, tmp_path: Path) -> None:
    kept = draw_list(workspace, checked(workspace, tmp_path), SETTINGS, BY_THE_GUIDE)
    assert (len(kept.drawn.main), kept.drawn.settings.n) == (53, 53)


def test_what_somebody_changed_behind_the_program_s_back_is_found(
    workspace: Workspace, tmp_path: Path
) -> None:
    key = drawn(workspace, tmp_path)
    with transaction(workspace.engine) as connection:
        connection.execute(text("UPDATE sample_person SET phone = '0999999999'"))
    assert [one["what"] for one in redraw_list(workspace, key)] == ["rows_hash"]


def test_a_sample_comes_out_again_when_its_people_were_erased(workspace: Workspace, tmp_path: Path) -> None:
    key = drawn(workspace, tmp_path)
    with transaction(workspace.engine) as connection:
        connection.execute(text("DELETE FROM sample_person"))
    assert redraw_list(workspace, key) == []
    assert not drawn_list(workspace, key).people_are_kept


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM sample_draw",
        "UPDATE sample_draw SET seed = 'khác'",
        "UPDATE sample_row SET position = position + 100",
        "UPDATE sample_list SET list_hash = ''",
        "DELETE FROM sample_replacement",
    ],
)
def test_the_database_itself_keeps_what_was_drawn(
    workspace: Workspace, tmp_path: Path, statement: str
) -> None:
    key = drawn(workspace, tmp_path)
    main = drawn_list(workspace, key).kept.drawn.main
    replace_sampled(workspace, key, main[0], ReplacementReason.DEAD, investigator="A", day=DAY)
    with pytest.raises(DatabaseError), transaction(workspace.engine) as connection:
        connection.execute(text(statement))


def test_replacements_are_kept_in_order_and_a_repeat_is_the_one_that_is_there(
    workspace: Workspace, tmp_path: Path
) -> None:
    key = checked(workspace, tmp_path)
    settings = SETTINGS.__class__("1", 10, reserve=Fraction(1, 5))
    found = draw_list(workspace, key, settings).drawn
    gone, also, last = found.main[:3]
    first = replace_sampled(workspace, key, gone, ReplacementReason.MOVED, investigator="A", day=DAY)
    assert first.reserve == found.reserve[0]
    assert replace_sampled(workspace, key, gone, ReplacementReason.MOVED, investigator="A", day=DAY) == first
    with pytest.raises(AlreadyReplaced):
        replace_sampled(workspace, key, gone, ReplacementReason.DEAD, investigator="A", day=DAY)
    with pytest.raises(ReserveOutOfOrder):
        replace_sampled(
            workspace, key, also, ReplacementReason.DEAD, investigator="A", day=DAY, wished=found.reserve[0]
        )
    replace_sampled(workspace, key, also, ReplacementReason.REFUSED, investigator="B", day=DAY)
    with pytest.raises(ReserveSpent):
        replace_sampled(workspace, key, last, ReplacementReason.REFUSED, investigator="B", day=DAY)
    kept = drawn_list(workspace, key).replacements
    assert [(one.official, one.reserve, one.reason.value, one.investigator) for one in kept] == [
        (gone, found.reserve[0], "moved", "A"),
        (also, found.reserve[1], "refused", "B"),
    ]


def test_two_replacements_at_once_take_two_reserves(workspace: Workspace, tmp_path: Path) -> None:
    key = checked(workspace, tmp_path)
    main = draw_list(workspace, key, SETTINGS.__class__("1", 10, reserve=Fraction(1))).drawn.main
    with ThreadPoolExecutor(4) as pool:
        done = list(
            pool.map(
                lambda place: (
                    replace_sampled(
                        workspace, key, place, ReplacementReason.MOVED, investigator="A", day=DAY
                    ).reserve
                ),
                main[:8],
            )
        )
    assert len(set(done)) == 8


def test_a_drawn_list_changes_only_by_a_recorded_correction(workspace: Workspace, tmp_path: Path) -> None:
    key = taken_in(workspace, tmp_path)
    with pytest.raises(NotDrawnYet):
        correct_list(workspace, key, 1, "ho_ten", "An", "sai tên")
    move_list(workspace, key, ListMove.SUBMIT)
    move_list(workspace, key, ListMove.CHECK)
    draw_list(workspace, key, SETTINGS)
    move_list(workspace, key, ListMove.APPROVE)
    move_list(workspace, key, ListMove.LOCK)
    wrong: list[tuple[int, str, str, type[CannotCorrect]]] = [
        (1, "thon", "x", NotCorrectable),
        (1, "ho_ten", " ", NoReasonGiven),
        (99, "ho_ten", "x", NoSuchPlace),
    ]
    for place, column, reason, refusal in wrong:
        with pytest.raises(refusal):
            correct_list(workspace, key, place, column, "An", reason)
    with pytest.raises(NoTelephone):
        correct_list(workspace, key, 1, "dien_thoai", "987654321", "số mới")
    correct_list(workspace, key, 1, "dien_thoai", "0987 654 321", "người dân báo số mới")
    correct_list(workspace, key, 1, "dia_chi", "Số 1B", "nhầm số nhà")
    found = drawn_list(workspace, key, with_people=True)
    assert (found.rows[0].phone, found.rows[0].address) == ("0987654321", "Số 1B")
    assert [(one.position, one.field, one.reason) for one in found.corrections] == [
        (1, "dien_thoai", "người dân báo số mới"),
        (1, "dia_chi", "nhầm số nhà"),
    ]
    assert redraw_list(workspace, key) == []
    with reading(workspace.engine) as connection:
        assert "0900000001" not in connection.execute(select(sample_person.c.phone)).scalars().all()


def test_children_and_doubles_are_no_part_of_the_frame(workspace: Workspace, tmp_path: Path) -> None:
    def spoiled(n: int, row: dict[str, str]) -> Mapping[str, str]:
        return {**row, "Ngày sinh": "01/01/2012"} if n == 7 else row

    stored = import_list(
        workspace, SURVEY, OFFICE, list_file(tmp_path / "ds.csv", people(60, spoiled))
    ).stored
    assert barred_rows(stored.report.findings) == {7: "under_age"}
    for move in (ListMove.SUBMIT, ListMove.CHECK):
        move_list(workspace, stored.key, move)
    kept = draw_list(workspace, stored.key, SETTINGS.__class__("1", 60))
    assert kept.drawn.frame_size == 59
    assert 7 not in kept.drawn.main


@pytest.mark.parametrize("text_id", ["x", "a/b", "a/b/c", "a/b/-1", "/"])
def test_what_is_no_id_of_a_list_is_refused(text_id: str) -> None:
    with pytest.raises(UnknownList):
        list_key(text_id)


def test_every_act_is_in_the_journal_of_its_survey_without_personal_data(
    workspace: Workspace, tmp_path: Path
) -> None:
    key = drawn(workspace, tmp_path)
    with reading(workspace.engine) as connection:
        rows = connection.execute(select(audit_entry).order_by(audit_entry.c.seq)).mappings().all()
    assert [row["act"] for row in rows] == ["list_imported", "list_moved", "list_moved", "sample_drawn"]
    assert {(row["chain"], row["subject"]) for row in rows} == {(f"sample/{SURVEY}", str(key))}
    assert json.loads(rows[-1]["payload"])["seed"] == SETTINGS.seed


def test_refusals_are_of_the_two_engines(tmp_path: Path) -> None:
    with pytest.raises((DirectiveError, SipasError)):
        load_list(tmp_path / "x.pdf", DAY)
