"""Lệnh về phiếu hỏi: one JSON document, words for every refusal, nothing written when refused."""

import json
from pathlib import Path

import pytest

from portal.cli.main import run
from sipas_engine.methods.built_in import question_file_of


def _json(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def test_forms_are_printed_into_a_word_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "phieu.docx"
    line = [
        "forms",
        "print",
        "--method",
        "P2017",
        "--count",
        "2",
        "--prefix",
        "LD-",
        "-o",
        str(output),
        "--json",
    ]
    assert run(line) == 0
    answer = _json(capsys)
    assert (answer["forms"], answer["first"], answer["last"]) == (2, "LD-00001", "LD-00002")
    assert output.exists()


def test_a_set_of_ones_own_becomes_an_xlsform(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions, output = tmp_path / "Q.toml", tmp_path / "form.xlsx"
    questions.write_text(question_file_of("P2017"), encoding="utf-8")
    assert run(["forms", "xlsform", "--questions", str(questions), "-o", str(output), "--json"]) == 0
    assert str(_json(capsys)["version"]).startswith("P2017-")
    assert output.exists()


def test_a_workbook_is_written_for_an_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "nhap.xlsx"
    assert (
        run(["returns", "template", "--method", "P2023", "--commune", "Xã A", "-o", str(output), "--json"])
        == 0
    )
    assert _json(capsys)["rows"] == 1000
    assert output.exists()


@pytest.mark.parametrize(
    ("line", "kind", "reason"),
    [
        (["print", "--method", "P1999", "--count", "1"], "unknown_question_set", "no such set"),
        (["print", "--count", "1"], "usage", "no set at all"),
        (["print", "--method", "P2017"], "usage", "how many?"),
        (
            ["print", "--method", "P2017", "--count", "1", "--prefix", "Phiếu "],
            "bad_serial",
            "accents in a serial",
        ),
        (["from-kobo", "khong-co.csv", "--method", "P2017"], "no_such_file", "no such export"),
    ],
)
def test_a_refusal_is_one_document_and_writes_nothing(
    line: list[str], kind: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "ra.docx"
    assert run(["forms", *line, "-o", str(output), "--json"]) == 2
    error = _json(capsys)["error"]
    assert isinstance(error, dict)
    assert error["kind"] == kind, reason
    assert error["message"]
    assert not output.exists()
