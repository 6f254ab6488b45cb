"""Đề nghị sửa phiếu: a refused file becomes the draft of a dispatch that names every place, ready to be issued."""

from pathlib import Path

import pytest

from directives.document.toml_table import toml_table
from sipas_engine.errors import SipasError
from tests.services.returning import CU_JUT, DAK_MIL, ID, PLAN, begun, form, sent
from workflows.services.ask_correction import NoStandingOffice, NothingToMend, ask_correction
from workflows.services.campaign_state import campaign_state
from workflows.services.issue_draft import issue_draft
from workflows.services.workspace import Workspace


@pytest.fixture
def refused(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Một tệp bị trả lại: two cells that nobody can read."""
    begun(workspace, tmp_path / "dot")
    with pytest.raises(SipasError):
        sent(workspace, tmp_path, [form("P1", answers="4 6 4"), form("P2", answers="4 4 x")])
    return workspace


def test_the_draft_names_row_column_and_what_stands_there(refused: Workspace, tmp_path: Path) -> None:
    file = ask_correction(refused, campaign_state(refused, ID), CU_JUT, tmp_path / "ra")
    (annex,) = toml_table(file.read_text(encoding="utf-8"))["annexes"]
    assert [row[:3] for row in annex["rows"]] == [["1", "2", "1.2"], ["2", "3", "2.1"]]
    assert ["'6'" in annex["rows"][0][3], "'x'" in annex["rows"][1][3]] == [True, True]


def test_it_is_issued_like_any_draft(refused: Workspace, tmp_path: Path) -> None:
    file = ask_correction(refused, campaign_state(refused, ID), CU_JUT, tmp_path / "ra")
    issued = issue_draft(refused, file, tmp_path / "phat-hanh")
    assert issued.entry.document.addressees == ("Ủy ban nhân dân huyện Cư Jút",)
    assert issued.path.exists()


def test_a_draft_that_was_worked_on_stays(refused: Workspace, tmp_path: Path) -> None:
    state = campaign_state(refused, ID)
    file = ask_correction(refused, state, CU_JUT, tmp_path / "ra")
    file.write_text("# đang sửa\n", encoding="utf-8")
    assert ask_correction(refused, state, CU_JUT, tmp_path / "ra") == file
    assert file.read_text(encoding="utf-8") == "# đang sửa\n"


def test_nothing_refused_is_nothing_to_ask(refused: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NothingToMend):
        ask_correction(refused, campaign_state(refused, ID), DAK_MIL, tmp_path / "ra")


def test_somebody_must_ask(workspace: Workspace, tmp_path: Path) -> None:
    begun(workspace, tmp_path / "dot", PLAN.replace('standing_office = "snv-dak-nong"\n', ""))
    with pytest.raises(SipasError):
        sent(workspace, tmp_path, [form("P1", answers="8 4 4")])
    with pytest.raises(NoStandingOffice):
        ask_correction(workspace, campaign_state(workspace, ID), CU_JUT, tmp_path / "ra")


def test_the_words_of_a_foreign_file_stay_words(workspace: Workspace, tmp_path: Path) -> None:
    begun(workspace, tmp_path / "dot")
    with pytest.raises(SipasError):
        sent(workspace, tmp_path, [form("P1", answers="4 =<b>&\u202e 4")])
    file = ask_correction(workspace, campaign_state(workspace, ID), CU_JUT, tmp_path / "ra")
    issued = issue_draft(workspace, file, tmp_path / "phat-hanh")
    (annex,) = issued.entry.document.annexes
    assert "=<b>&" in annex.rows[0][3]
    assert "\u202e" not in annex.rows[0][3]
