"""Bảng quy tắc: 151 rows, each with its words, its judge, a right and a wrong example; the manual is made of them."""

import re
import tomllib

import pytest

from directives.checking.judging import every_judge
from directives.checking.rules import every_id, rows
from directives.rulebook.regimes import all_regimes
from tests.directives.checking import rules_doc
from tests.directives.checking.cases import NOT_SHOWABLE, all_cases, shown

ROWS = {row["id"]: row for row in rows()}
#: At most so many rules may be without an example, each with its reason.
MOST_WITHOUT_EXAMPLE = 12
_CLAUSE = re.compile(
    r"\[?(?:PL\.(?:I|II|III|IV|V|VI)(?:-[IVP\d]+)*(?:\.\w+)*|Mẫu \d\.\d+|Đ\.\d+(?:\.\w+)*)\]?"
    r"|Luật số \d+/\d+/QH\d+|TCVN \d+:\d+"
)


def test_every_rule_of_the_table_has_one_row_and_no_other_has() -> None:
    assert len(rows()) == len(ROWS)
    assert list(ROWS) == list(every_id())


@pytest.mark.parametrize("rule_id", every_id())
def test_a_row_says_what_is_wanted_and_what_to_do_in_both_languages(rule_id: str) -> None:
    row = ROWS[rule_id]
    for key in ("says", "says_en", "mend", "mend_en"):
        sentence = row[key]
        assert sentence[:1].isupper() or not sentence[:1].isalpha(), (key, sentence)
        assert sentence.endswith((".", ".”", "?", "./.”.", ")", "”")), (key, sentence)
    assert row["severity"] in ("error", "warning")
    assert set(row["regimes"]) <= {regime.id for regime in all_regimes()}


@pytest.mark.parametrize("rule_id", every_id())
def test_every_subject_of_a_row_has_its_judge_and_no_judge_is_idle(rule_id: str) -> None:
    subjects = {subject for subject, judged in every_judge() if judged == rule_id}
    assert subjects == set(ROWS[rule_id].get("judged_on", ("page",)))


@pytest.mark.parametrize("rule_id", every_id())
def test_every_clause_is_written_as_the_law_counts(rule_id: str) -> None:
    for regime, clauses in ROWS[rule_id]["clause"].items():
        for clause in clauses.split(", "):
            assert _CLAUSE.fullmatch(clause), (regime, clause)


def test_every_clause_of_the_decree_that_is_cited_is_in_the_list_of_its_clauses() -> None:
    known = {
        clause["id"] for clause in tomllib.loads(rules_doc.CLAUSES.read_text(encoding="utf-8"))["clause"]
    }
    cited = {
        one.strip("[]")
        for row in rows()
        for one in row["clause"].get("ND30", "").split(", ")
        if one.strip("[]")
    }
    strange = {
        one
        for one in cited
        if not one.startswith(("Mẫu", "Luật", "TCVN"))
        and not any(one == clause or one.startswith((f"{clause}.", f"{clause}-")) for clause in known)
        and not any(clause.startswith(one) for clause in known)
    }
    assert not strange


def test_a_clause_is_either_judged_or_says_why_not() -> None:
    clauses = tomllib.loads(rules_doc.CLAUSES.read_text(encoding="utf-8"))["clause"]
    alone = {clause["id"] for clause in rules_doc.uncovered(list(rows()))}
    assert alone == {clause["id"] for clause in clauses if "why" in clause}


def test_every_rule_is_shown_right_and_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    examples = shown()
    planted = {case.rule for case in all_cases()}
    with capsys.disabled():
        print(f"\n{'quy tắc':8} {'gieo vào mẫu':12} ví dụ (đúng ✓ / sai ✗)")
        for rule_id in every_id():
            first = examples.get(rule_id, [("–", NOT_SHOWABLE.get(rule_id, "–"))])[0]
            print(f"{rule_id:8} {'có' if rule_id in planted else '':12} ✓ {first[0]}  ✗ {first[1]}")
        form = [rule_id for rule_id in examples if rule_id.startswith("F-")]
        print(f"{len(form)} / 131 quy tắc F, {len(examples) - len(form)} / 20 quy tắc K có ví dụ đúng và sai")
    assert set(every_id()) - set(examples) == set(NOT_SHOWABLE)
    assert len(NOT_SHOWABLE) <= MOST_WITHOUT_EXAMPLE
    assert all(NOT_SHOWABLE.values())


def test_the_manual_is_up_to_date() -> None:
    assert rules_doc.DOCUMENT.read_text(encoding="utf-8") == rules_doc.text(), "run `make rules-doc`"
