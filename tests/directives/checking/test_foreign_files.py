"""Tệp của người khác: read without crash, found what stands in the judged table, and nothing else."""

import pytest

from directives.checking.checker import check_file
from directives.checking.mending import mend_file
from directives.checking.mending.mends import mended_ids
from directives.conversion.errors import RefusedFile
from tests.directives.checking import judged_files

FILES = sorted(judged_files.FOLDER.glob("*.docx"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_found_is_what_was_judged(path: "judged_files.Path") -> None:
    known = {row.key for row in judged_files.judged() if row.file == path.name}
    found = {
        (path.name, finding.rule, finding.where, finding.seen)
        for finding in judged_files.report_of(path).findings
    }
    assert found == known


def test_every_finding_has_a_verdict_and_false_ones_are_few() -> None:
    verdicts = [row.verdict for row in judged_files.judged()]
    assert set(verdicts) <= {"true", "false"}
    assert verdicts.count("false") <= len(verdicts) // 20
    assert all(row.note for row in judged_files.judged() if row.verdict == "false")


def test_the_table_in_docs_is_up_to_date() -> None:
    assert judged_files.DOCUMENT.read_text(encoding="utf-8") == judged_files.text()


DECREE = judged_files.FOLDER / "nghi-dinh-30-2020.docx"


@pytest.mark.parametrize("path", [path for path in FILES if path != DECREE], ids=lambda path: path.name)
def test_the_door_takes_them(path: "judged_files.Path") -> None:
    assert check_file(path).file == path.name


def test_the_decree_itself_is_refused_with_the_law_it_follows() -> None:
    with pytest.raises(RefusedFile) as refusal:
        check_file(DECREE)
    assert refusal.value.kind == "normative_document"
    assert "Nghị định số 34/2016/NĐ-CP" in str(refusal.value)


@pytest.mark.parametrize("path", [path for path in FILES if path != DECREE], ids=lambda path: path.name)
def test_what_can_be_repaired_in_them_is_and_comes_to_rest(
    path: "judged_files.Path", tmp_path: "judged_files.Path"
) -> None:
    done = mend_file(path, tmp_path / "sua.docx")
    assert done.after.errors <= done.before.errors
    left = {finding.rule for finding in done.left}
    assert left <= {finding.rule for finding in done.before.findings}
    for change in done.changed:
        assert change.rule in mended_ids() or change.rule not in left, change
    again = mend_file(tmp_path / "sua.docx", tmp_path / "lai.docx")
    assert (again.content, again.changed) == (done.content, ())
