"""Số liệu năm trước: what a file of earlier figures may say, and what is refused, all at once."""

import pytest

from workflows.services.last_year import InvalidLastYear, earlier_figures

OFFICES = frozenset({"ubnd-a", "ubnd-b"})
HEAD = 'name = "Năm 2025"\nthis_name = "Năm 2026"\n'


def _read(rows: str, head: str = HEAD):
    return earlier_figures(f"{head}units = [{rows}]", OFFICES, file="nam-truoc.toml")


def test_two_old_units_that_went_into_one_are_read():
    found = _read(
        '{ unit = "Xã X", into = "ubnd-a", published = "81.25", valid_forms = 30 },'
        '{ unit = "Xã Y", into = "ubnd-a", published = "79.00", valid_forms = 60 }'
    )
    assert [(one.unit, one.into, one.published) for one in found.units] == [
        ("Xã X", "ubnd-a", "81.25"),
        ("Xã Y", "ubnd-a", "79.00"),
    ]


REFUSED = [
    ('{ unit = "X", into = "ubnd-z", published = "80" }', "not a unit of this campaign", "no such office"),
    ('{ unit = "X", into = "ubnd-a", published = "81,25" }', "no figure from 0 to 100", "a comma"),
    ('{ unit = "X", into = "ubnd-a", published = "101" }', "no figure from 0 to 100", "beyond a hundred"),
    ('{ unit = "X", into = "ubnd-a", published = "NaN" }', "no figure from 0 to 100", "no number"),
    (
        '{ unit = "X", into = "ubnd-a", published = "80" }, { unit = "X", into = "ubnd-a", published = "81" }',
        "stands twice", "one unit, two figures",
    ),
    (
        '{ unit = "X", into = "ubnd-a", published = "80", rank = 1 }, '
        '{ unit = "Y", into = "ubnd-a", published = "81" }',
        "leave it out", "the rank of a part is not that of the whole",
    ),
    ('{ unit = "X", into = "ubnd-a", published = 80.5 }', "published", "a number would lose its zeros"),
    ('{ unit = "X", into = "ubnd-a", published = "80", note = "x" }', "note", "nothing is dropped in silence"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "said", "reason"), REFUSED)
def test_what_cannot_be_used_is_refused_with_its_place(rows, said, reason):
    with pytest.raises(InvalidLastYear) as caught:
        _read(rows)
    texts = [problem.template.format(**problem.fields) for problem in caught.value.problems]
    assert any(said in text for text in texts), (reason, texts)


def test_all_that_is_wrong_is_named_at_once():
    with pytest.raises(InvalidLastYear) as caught:
        _read('{ unit = "X", into = "z", published = "a" }, { unit = "Y", into = "z", published = "b" }')
    assert len(caught.value.problems) == 4


def test_weighting_by_forms_needs_the_forms():
    with pytest.raises(InvalidLastYear, match="1 problem"):
        _read('{ unit = "X", into = "ubnd-a", published = "80" }', HEAD + 'weighting = "by_forms"\n')


def test_what_is_no_toml_is_said():
    with pytest.raises(InvalidLastYear):
        earlier_figures("=", OFFICES, file="nam-truoc.toml")
