"""Sai số công bố: what is published gives the standard errors and intervals of the index, and no small cluster away."""

import pytest

from sipas_engine.bundle.contents import bundle_of, printed_result
from sipas_engine.bundle.csv_text import csv_of, rows_of
from sipas_engine.bundle.from_forms import source_from_file
from sipas_engine.bundle.precision import PRECISION, contributions, read_precision
from sipas_engine.bundle.verify import verified
from sipas_engine.methods.method import Method
from tests.sipas_engine.bundle.surveys import resealed, survey_files

LARGE = {("Tỉnh A", "Xã 1"): 60, ("Tỉnh A", "Xã 2"): 90, ("Tỉnh B", "Xã 1"): 44, ("Tỉnh B", "Xã 2"): 100}
DESIGNS = [
    ({}, "every form a cluster"),
    ({"psu": "psu"}, "clusters"),
    ({"psu": "psu", "strata": "province"}, "strata and clusters nested in them"),
    ({"psu": "psu", "strata": "commune"}, "strata that are units"),
    ({"strata": "psu"}, "strata without clusters"),
    ({"psu": "psu", "strata": "status"}, "a stratum of rejected forms only"),
]


def source(folder, sizes=LARGE, method=None, *, weighted=False, **design):
    forms, questions = survey_files(folder, sizes, weighted=weighted)
    weight = "weight" if weighted else None
    return source_from_file(
        forms, questions, ["province", "commune"], method, weight=weight, program="thử", **design
    )


@pytest.mark.parametrize(("design", "reason"), DESIGNS)
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("method", [Method(), Method(metric="F1m", aggregate="pooled", rollup="pooled")])
def test_errors_and_intervals_are_recomputed_from_what_is_published(
    tmp_path, design, reason, weighted, method
):
    computed = source(tmp_path, method=method, weighted=weighted, **design)
    shown = printed_result(computed).result
    assert any(unit.se for unit in shown.units), reason
    pairs = zip(
        (computed.result.national, *computed.result.units), (shown.national, *shown.units), strict=True
    )
    for own, found in pairs:
        assert (own.se is None) == (found.se is None)
        if own.se is not None and own.interval is not None and found.interval is not None:
            assert found.se == pytest.approx(own.se, abs=2e-9)
            assert found.interval == pytest.approx(own.interval, abs=1e-6)
    assert verified("bộ", bundle_of(computed), program="thử").findings == ()


def test_a_cluster_of_few_forms_is_never_shown_alone(tmp_path):
    sizes = {**LARGE, ("Tỉnh A", "Xã 1"): 33, ("Tỉnh B", "Xã 1"): 12}
    computed = source(tmp_path, sizes, psu="psu", strata="province")
    shown = printed_result(computed)
    kinds: dict[str, set[str]] = {}
    for unit in shown.counts.units:
        kinds[unit.label] = {one.kind for one in shown.contributions if one.unit == unit.id}
    assert kinds["Tỉnh A / Xã 2"] == {"cluster"}  # 90 forms in four clusters
    assert kinds["Tỉnh A / Xã 1"] == {"stratum"}  # 33 forms in four clusters: eight or nine each
    assert kinds["Tỉnh B / Xã 1"] == {"stratum"}
    assert b"th\xc3\xb4n" not in bundle_of(computed)[PRECISION]


def test_without_clusters_the_variance_stands_alone_and_no_form_shows(tmp_path):
    shown = printed_result(source(tmp_path))
    assert {one.kind for one in shown.contributions} == {"unit"}
    assert len(shown.contributions) == len([unit for unit in shown.counts.units if unit.counts is not None])


def test_a_changed_contribution_is_found_in_every_figure_that_rests_on_it(tmp_path):
    contents = bundle_of(source(tmp_path, psu="psu"))
    rows = [list(row) for row in rows_of(contents[PRECISION])]
    rows[-1][5] = "9.000000000000"
    changed = resealed({**contents, PRECISION: csv_of(rows, range(6))})
    places = {finding.where for finding in verified("bộ", changed, program="thử").findings}
    assert any(place.endswith(".se") for place in places)
    assert any(place.startswith("tables/ranking-commune.csv") for place in places)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,3,1,4,cluster", "a field is missing"),
        ("1,3,1,4,cluster,1.5", "not to twelve places"),
        ("1,0,1,4,cluster,1.000000000000", "no degrees of freedom"),
        ("1,3,0,4,cluster,1.000000000000", "a cluster without a stratum"),
        ("1,3,1,1,stratum,1.000000000000", "a stratum of one cluster"),
        ("1,3,1,4,unit,1.000000000000", "all strata, but one is named"),
        ("1,3,1,4,other,1.000000000000", "an unknown kind"),
        ("1,3,1,4,cluster,nan", "no number"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path, row, reason):
    contents = bundle_of(source(tmp_path, psu="psu"))
    changed = resealed({**contents, PRECISION: contents[PRECISION] + row.encode() + b"\n"})
    last = contents[PRECISION].count(b"\n") + 1
    found = verified("bộ", changed, program="thử").findings
    assert (PRECISION, last) in {(finding.file, finding.row) for finding in found}, reason


def test_contributions_stand_in_a_fixed_order_whatever_clusters_are_called(tmp_path):
    first = source(tmp_path, psu="psu")
    text = (tmp_path / "phieu.csv").read_text(encoding="utf-8")
    (tmp_path / "phieu.csv").write_text(
        text.replace("thôn 1", "zz").replace("thôn 2", "aa"), encoding="utf-8"
    )
    again = source_from_file(
        tmp_path / "phieu.csv",
        tmp_path / "bo-cau-hoi.toml",
        ["province", "commune"],
        psu="psu",
        program="thử",
    )
    assert bundle_of(first)[PRECISION] == bundle_of(again)[PRECISION]


def test_what_is_written_is_what_is_read(tmp_path):
    computed = source(tmp_path, psu="psu", strata="province")
    shown = printed_result(computed)
    again = contributions(
        computed.result, shown.counts, computed.tally, computed.limits, strata=("province",), psu=("psu",)
    )
    assert len(again) == len(shown.contributions)
    assert read_precision(bundle_of(computed)[PRECISION]) == shown.contributions


def test_a_row_of_a_unit_that_is_not_shown_is_found(tmp_path):
    sizes = {**LARGE, ("Tỉnh A", "Xã 3"): 6}
    computed = source(tmp_path, sizes)
    contents = bundle_of(computed)
    hidden = next(unit.id for unit in printed_result(computed).counts.units if unit.status == "small")
    row = f"{hidden},5,0,0,unit,4.000000000000\n".encode()
    found = verified(
        "bộ", resealed({**contents, PRECISION: contents[PRECISION] + row}), program="thử"
    ).findings
    assert (PRECISION, "unit") in {(finding.file, finding.column) for finding in found}
