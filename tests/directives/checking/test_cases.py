"""Bảng quy tắc và chỗ sai: each planted mistake gives its finding and no other error but those the row names."""

import pytest

from tests.directives.checking.cases import all_cases
from tests.directives.checking.spoiling import Case, drafted, report_on, spoilt

#: In the quick tests a mistake is planted in so many documents; `make test-all` plants it in every one.
QUICK = 2


def judge(case: Case, few: int | None) -> int:
    tried = 0
    for form, content in spoilt(case, drafted()):
        findings = report_on(form, content).findings
        where = f"{form.regime}/{form.name}"
        assert case.rule in {finding.rule for finding in findings}, f"{where}: {case.rule} says nothing"
        others = {finding.rule for finding in findings if finding.severity == "error"} - {
            case.rule,
            *case.also,
        }
        assert not others, (where, [finding for finding in findings if finding.rule in others])
        tried += 1
        if tried == few:
            break
    return tried


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_planted_mistake_is_found_and_no_other_error_is_called(case: Case) -> None:
    assert judge(case, QUICK), "no official document has a place for this mistake"


@pytest.mark.slow
@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_mistake_is_found_in_every_document_that_can_bear_it(case: Case) -> None:
    assert judge(case, None)
