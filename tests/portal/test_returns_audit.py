"""Lệnh xem xét phiếu: the JSON that others rely on, the table people read, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.command_line import vanthu
from tests.sipas_engine.integrity.simulation import Survey, Variant, simulate, write_csv


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Survey]:
    """Gian lận giả lập: 40 collectors, one of whom wrote one phone on his forms."""
    folder = tmp_path_factory.mktemp("phieu")
    made = simulate(Variant(collectors=40, forms=(20, 24), frauds=("phone",), fraud_share=0.025), 5)
    write_csv(made, folder / "phieu.csv")
    return folder, made


def test_the_json_has_a_score_for_every_collector_and_names_the_fabricator(
    survey: tuple[Path, Survey],
) -> None:
    folder, made = survey
    run = vanthu(folder, "returns", "audit", "phieu.csv", "--json")
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert set(told["scores"]) == set(made.material.collectors.names)
    assert all(isinstance(score, float) for score in told["scores"].values())
    assert 0 < told["false_alarm_rate"] <= 0.01
    assert {flag["enumerator"] for flag in told["flags"] if flag["flagged"] and "enumerator" in flag} == set(
        made.fraud
    )
    for flag in told["flags"]:
        assert flag["kind"]
        assert flag["evidence"]
        assert ("enumerator" in flag) != ("form_ids" in flag)
    assert {rate["unit"] for rate in told["rates"]["enumerators"]} == set(told["scores"])


def test_the_table_says_who_why_and_that_nothing_is_rejected(survey: tuple[Path, Survey]) -> None:
    folder, made = survey
    run = vanthu(folder, "returns", "audit", "phieu.csv")
    assert run.returncode == 0, run.stderr
    said = " ".join(run.stdout.split())
    assert next(iter(made.fraud)) in said
    assert "chung điện thoại" in said
    assert "không phải để loại phiếu" in said
    assert not any(number in said for number in made.material.phones.names)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("form_id,A1\nP1,5\n", "no_criteria"),
        ("form_id,1.1\nP1,7\n", "bad_forms"),
        ("form_id,1.1,1.1\nP1,5,5\n", "bad_forms"),
        ("", "empty_forms"),
    ],
)
def test_a_file_that_is_no_forms_is_refused_in_one_json_object(
    tmp_path: Path, content: str, kind: str
) -> None:
    (tmp_path / "phieu.csv").write_text(content, encoding="utf-8")
    run = vanthu(tmp_path, "returns", "audit", "phieu.csv", "--json")
    assert run.returncode == 2
    assert json.loads(run.stdout)["error"]["kind"] == kind
