"""Kiểm chứng: one changed byte and one changed count are found, named by file, row and column, sealed anew or not."""

import io
import json
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_engine.bundle.archive import NotABundle, UnsafeBundle
from sipas_engine.bundle.contents import bundle_of
from sipas_engine.bundle.count_files import COUNTS, UNITS
from sipas_engine.bundle.csv_text import csv_of, rows_of
from sipas_engine.bundle.manifest import MANIFEST, SEAL, sha256_of
from sipas_engine.bundle.verify import verified
from sipas_engine.methods.method import Method
from tests.sipas_engine.bundle.surveys import a_bundle, a_source, resealed

PROGRAM = "vanthu thử"
METHODS = [
    Method(),
    Method(metric="F1m", aggregate="pooled", rollup="pooled"),
    Method(metric="F1z", aggregate="mean_elements", rollup="by_forms"),
    Method(aggregate="mean_components", aggregate_element="pooled", blank_as=3),
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return a_bundle(tmp_path_factory.mktemp("bo"))


def findings(contents, **more):
    return verified("bộ", contents, program=PROGRAM, **more).findings


def wheres(contents):
    return [finding.where for finding in findings(contents)]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: f"{method.metric}-{method.aggregate}")
@pytest.mark.parametrize("weighted", [False, True])
def test_a_bundle_as_published_verifies(tmp_path, method, weighted):
    contents = bundle_of(a_source(tmp_path, method=method, weighted=weighted))
    found = verified("bộ", contents, program=PROGRAM)
    assert found.findings == ()
    assert all(path.startswith("charts/") for path in found.sealed)
    assert found.sealed
    assert found.manifest == sha256_of(contents[MANIFEST])


@pytest.mark.parametrize("rollup", ["mean_units", "by_forms", "pooled"])
def test_a_bundle_with_withheld_provinces_verifies(tmp_path, rollup):
    sizes = {("A", "a"): 6, ("B", "b"): 20, ("C", "c"): 80, ("C", "d"): 15, ("D", "e"): 0, ("E", "f"): 33}
    contents = bundle_of(a_source(tmp_path, sizes, Method(rollup=rollup)))
    assert findings(contents) == ()


@settings(max_examples=20)
@given(st.data())
def test_one_changed_byte_in_any_file_is_found_and_the_file_named(bundle, data):
    path = data.draw(st.sampled_from(sorted(bundle)))
    place = data.draw(st.integers(0, len(bundle[path]) - 1))
    content = bytearray(bundle[path])
    content[place] ^= data.draw(st.integers(1, 255))
    named = {finding.file for finding in findings({**bundle, path: bytes(content)})}
    assert path in named or (path == MANIFEST and SEAL in named)


#: (the manifest after the change, what was done to it)
MANIFESTS = [
    (lambda text: text[:-40], "cut off"),
    (lambda text: text.replace(b"{", b"[", 1), "no JSON any more"),
    (lambda text: text.replace(b'"limits"', b'"limjts"'), "a setting lost"),
    (lambda text: text.replace(b"vanthu-bundle/1", b"vanthu-bundle/9"), "another format"),
    (lambda text: b"", "emptied"),
]


@pytest.mark.parametrize(("changed", "reason"), MANIFESTS, ids=[row[-1] for row in MANIFESTS])
def test_a_manifest_changed_beyond_reading_is_a_finding_while_its_seal_stands(bundle, changed, reason):
    contents = {**bundle, MANIFEST: changed(bundle[MANIFEST])}
    assert [finding.file for finding in findings(contents)] == [MANIFEST, SEAL], reason
    with pytest.raises(NotABundle):
        findings({path: content for path, content in contents.items() if path != SEAL})


def test_a_manifest_taken_away_is_a_finding_while_its_seal_stands(bundle):
    contents = {path: content for path, content in bundle.items() if path != MANIFEST}
    assert [finding.file for finding in findings(contents)] == [MANIFEST, SEAL]


def test_a_changed_manifest_does_not_bear_the_seal_nor_the_hash_made_known(bundle):
    changed = {**bundle, MANIFEST: bundle[MANIFEST].replace(b'"notice": ""', b'"notice": "x"')}
    assert [found.file for found in findings(changed)][:1] == [SEAL]
    again = resealed(changed)
    known = sha256_of(bundle[MANIFEST])
    assert [found.kind for found in findings(again, known=known)][:1] == ["manifest"]
    assert findings(bundle, known=known) == ()


@settings(max_examples=20)
@given(st.data())
def test_one_changed_count_is_found_though_every_hash_was_made_anew(bundle, data):
    rows = [list(row) for row in rows_of(bundle[COUNTS])]
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(5, len(rows[0]) - 1))
    change = data.draw(st.sampled_from([-1, 1, 7]))
    rows[row][column] = str(abs(int(rows[row][column]) + change))
    changed = resealed({**bundle, COUNTS: csv_of(rows)})
    assert f"{COUNTS}:{row + 1}" in " ".join(wheres(changed))


@settings(max_examples=20)
@given(st.data())
def test_a_form_moved_from_one_level_to_another_is_found_where_the_sums_of_its_row_stay(bundle, data):
    rows = [list(row) for row in rows_of(bundle[COUNTS])]
    row = data.draw(st.integers(1, len(rows) - 1))
    taken = data.draw(st.sampled_from([place for place in range(5, 13) if rows[row][place] != "0"]))
    given_to = data.draw(st.sampled_from([place for place in range(5, 13) if place != taken]))
    rows[row][taken] = str(int(rows[row][taken]) - 1)
    rows[row][given_to] = str(int(rows[row][given_to]) + 1)
    names = {rows[0][taken], rows[0][given_to]}
    found = findings(resealed({**bundle, COUNTS: csv_of(rows)}))
    assert {finding.column for finding in found if finding.file == COUNTS and finding.kind == "sum"} == names


def test_a_changed_number_of_forms_is_found_by_row_and_column(bundle):
    changed = bundle[UNITS].replace(b"40,40,published", b"41,41,published")
    assert changed != bundle[UNITS]
    found = findings(resealed({**bundle, UNITS: changed}))
    assert {(finding.file, finding.column) for finding in found} >= {(COUNTS, "n_valid")}


@pytest.mark.parametrize(
    "table", ["ranking-commune", "components-province", "criteria", "withheld", "method"]
)
def test_every_printed_cell_is_compared_with_what_the_counts_give(bundle, table):
    path = f"tables/{table}.csv"
    rows = [[f"{cell}1" for cell in row] for row in rows_of(bundle[path])]
    heads = next(iter(rows_of(bundle[path])))
    again = resealed({**bundle, path: b"\xef\xbb\xbf" + csv_of(rows)})
    places = {(one.row, one.column) for one in findings(again) if one.file == path}
    assert places == {(row, head) for row in range(1, len(rows) + 1) for head in heads}


def test_a_changed_cell_of_the_workbook_is_named_by_sheet_row_and_column(bundle):
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle["tables.xlsx"])) as before, zipfile.ZipFile(content, "w") as after:
        for name in before.namelist():
            after.writestr(name, re.sub(rb'(<c r="C5" s="\d+"><v>)', rb"\g<1>9", before.read(name)))
    found = wheres(resealed({**bundle, "tables.xlsx": content.getvalue()}))
    assert "tables.xlsx:5:Phụ lục 5!C" in found
    assert all(where.endswith("!C") for where in found)


def test_a_changed_figure_of_the_json_is_named_by_its_place(bundle):
    result = json.loads(bundle["result.json"])
    result["units"][0]["elements"]["A"] += 0.001
    changed = resealed({**bundle, "result.json": json.dumps(result, ensure_ascii=False, indent=1).encode()})
    assert "result.json:units[0].elements.A" in wheres(changed)


def test_a_changed_figure_of_the_page_is_named_by_its_line(bundle):
    page = bundle["page.html"].decode()
    line = next(number for number, text in enumerate(page.split("\n"), start=1) if "<strong>" in text)
    lines = page.split("\n")
    lines[line - 1] = lines[line - 1].replace("<strong>", "<strong>9")
    found = findings(resealed({**bundle, "page.html": "\n".join(lines).encode()}))
    assert ("page.html", line) in {(one.file, one.row) for one in found}


def test_a_file_that_is_missing_or_not_listed_is_named(bundle):
    fewer = {path: content for path, content in bundle.items() if path != "page.html"}
    assert [(one.kind, one.file) for one in findings(fewer)] == [("missing", "page.html")]
    more = {**bundle, "tables/them.csv": b"x"}
    assert [(one.kind, one.file) for one in findings(more)] == [("extra", "tables/them.csv")]


def test_a_small_group_that_stands_open_is_found(bundle):
    opened = bundle[UNITS].replace(b"6,6,small", b"6,6,within")
    found = findings(resealed({**bundle, UNITS: opened}))
    assert ("withheld", UNITS, "status", "small") in {(o.kind, o.file, o.column, o.expected) for o in found}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"3,1,commune", b"3,x,commune", "no number"),
        (b"3,1,commune", b"4,1,commune", "numbers out of order"),
        (b"published,1", "xuất bản,1".encode(), "an unknown status"),
        (b"id,parent", b"id,mother", "an unknown column"),
        (b"40,40,published", b"40,40,40,published", "a field too many"),
        (b"40,40,published", b"40,-40,published", "a negative number"),
        (b"40,40,published", b"40,999999999999999,published", "a number beyond all reason"),
    ],
)
def test_units_that_cannot_be_read_are_named_by_row(bundle, old, new, reason):
    changed = bundle[UNITS].replace(old, new)
    assert changed != bundle[UNITS]
    found = findings(resealed({**bundle, UNITS: changed}))
    assert any(finding.kind == "form" and finding.file == UNITS and finding.row for finding in found), reason


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "a\\b", "C:x", ""])
def test_a_manifest_whose_paths_lead_out_is_refused(bundle, path):
    table = json.loads(bundle[MANIFEST])
    table["files"][0]["path"] = path
    with pytest.raises(UnsafeBundle):
        findings({**bundle, MANIFEST: json.dumps(table).encode()})


def test_another_edition_may_write_other_bytes_but_not_other_figures(bundle):
    spaced = resealed({**bundle, "tables.json": bundle["tables.json"].replace(b"\n", b"\n ")})
    assert [one.file for one in findings(spaced)] == ["tables.json"]
    assert verified("bộ", spaced, program="vanthu 99").findings == ()
