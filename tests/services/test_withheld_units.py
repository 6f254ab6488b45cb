"""Đơn vị nhỏ không lộ số liệu: what decision, annexes, pages, json, forms and bundle of a campaign show of it."""

import csv
import io
import json
from pathlib import Path

import pytest

from sipas_engine.bundle.verify import opened
from tests.services.returning import (
    CU_JUT,
    DAK_MIL,
    ID,
    KNIA,
    TAM_THANG,
    THUAN_AN,
    begun,
    carried_on,
    form,
    sent,
)
from workflows.services.campaign_edition import campaign_edition, withheld_of
from workflows.services.campaign_state import CampaignState, campaign_state
from workflows.services.publish_bundle import campaign_bundle
from workflows.services.publish_result import published_campaign
from workflows.services.result_annexes import annexes_of
from workflows.services.step_facts import common_facts, facts_of_units
from workflows.services.workspace import Workspace

TINY = ("Tỉnh Đắk Nông", "Huyện Cư Jút", "Xã Đắk Wil")
HIDDEN = {TINY, TAM_THANG}
"""Xã có ba phiếu, và xã nhỏ nhất cùng huyện: without the second, the first would be the district less the rest."""


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Đợt đã chốt: one commune has three forms, each with a number and a cluster."""
    begun(workspace, tmp_path / "dot")
    rows = [form(f"K{n}", KNIA, ("4 5 4", "2 5 3", "3 4 5")[n % 3], psu=f"Thôn {n % 4}") for n in range(30)]
    rows += [form(f"T{n}", TAM_THANG, ("1 1 2", "5 4 4")[n % 2], psu=f"Bon {n % 3}") for n in range(12)]
    rows += [form(f"W{n}", TINY, "1 2 1", psu="Buôn nhỏ") for n in range(3)]
    sent(workspace, tmp_path, rows, unit=CU_JUT)
    mil = [form(f"M{n}", THUAN_AN, ("4 4 5", "5 3 3")[n % 2], psu=f"Xóm {n % 4}") for n in range(31)]
    sent(workspace, tmp_path, mil, unit=DAK_MIL, name="mil.csv")
    carried_on(workspace)
    return workspace


@pytest.fixture
def state(desk: Workspace) -> CampaignState:
    return campaign_state(desk, ID)


def test_no_table_of_the_edition_has_a_figure_of_a_withheld_unit(
    desk: Workspace, state: CampaignState
) -> None:
    edition = campaign_edition(desk, state)
    assert withheld_of(edition.result) == HIDDEN
    seen = 0
    for key, table in edition.tables.items():
        for row, cells in zip(table.row_keys, table.rows, strict=True):
            if row in HIDDEN:
                seen += 1
                figures = [
                    cell
                    for column, cell in zip(table.columns, cells, strict=True)
                    if column.kind not in ("text", "mark") and column.key != "n_valid"
                ]
                assert not any(figures), (key, row, cells)
    assert seen >= 2
    assert not [
        row
        for chart in edition.charts.values()
        for row in chart.rows
        if row.value is not None and row.name in ("Xã Đắk Wil", "Xã Tâm Thắng")
    ]


def test_the_annex_of_the_decision_says_why_a_row_is_empty(desk: Workspace, state: CampaignState) -> None:
    edition = campaign_edition(desk, state)
    (annex,) = annexes_of(edition, ["ranking:commune"])
    marks = {row[1]: row[-1] for row in annex.rows}
    assert marks["Xã Đắk Wil"] == "(**)"
    assert marks["Xã Tâm Thắng"] == "(***)"
    assert any("để không suy ra được" in note for note in annex.notes)


def test_facts_for_documents_are_there_though_communes_are_withheld(
    desk: Workspace, state: CampaignState
) -> None:
    edition = campaign_edition(desk, state)
    assert common_facts(desk, state, edition)["result"]["published"]
    unit = state.units[0].id
    assert facts_of_units(desk, state, [unit], edition)[unit]["unit_result"]["published"] != "–"


def test_what_is_left_of_the_district_is_two_communes_that_nobody_can_tell_apart(desk: Workspace) -> None:
    """Ai trừ cũng chỉ được tổng của hai xã: every published number of answers, the district less its parts."""
    files = {file.path.split("/", 2)[-1]: file.content for file in published_campaign(desk, ID)}
    result = json.loads(files["ket-qua.json"])["index"]
    units = {tuple(unit["path"]): unit for unit in result["units"]}
    for path in HIDDEN:
        assert units[path]["sipas"] is None
        assert all(found["value"] is None for found in units[path]["criteria"].values())
    forms = list(csv.DictReader(io.StringIO(files["phieu.csv"].decode())))
    others = [row for row in forms if row["commune"] == "Đơn vị khác"]
    assert len(others) == 15
    assert not [row for row in forms if row["commune"] in ("Xã Đắk Wil", "Xã Tâm Thắng")]
    assert {row["psu"] for row in others} == {"Đơn vị khác"}
    assert all(row["form_id"].startswith("khac-") for row in others)


def test_names_and_serials_of_small_units_stand_beside_no_answer(desk: Workspace) -> None:
    everything = [
        *((file.path, file.content) for file in published_campaign(desk, ID)),
        *campaign_bundle(desk, ID).items(),
    ]
    for path, content in everything:
        for word in ("W0", "W1", "W2", "T11", "Buôn nhỏ"):
            if not path.endswith((".png", ".xlsx")):
                at = content.find(f"{word},".encode())
                assert at < 0, (path, content[at - 200 : at + 80].decode())
                assert f'"{word}"'.encode() not in content, (path, word)


def test_bundle_and_documents_withhold_the_same_units(desk: Workspace, state: CampaignState) -> None:
    shown = opened("bộ", campaign_bundle(desk, ID)).printed
    assert {path for _, path in shown.counts.withheld} == withheld_of(campaign_edition(desk, state).result)
