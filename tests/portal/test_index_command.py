"""Lệnh index: what its users rely on, sentence by sentence; each row of a table is one promise."""

import json
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from portal.cli.main import run

QUESTIONS = """
satisfied = [4, 5]
scale = 5
[[component]]
code = "I"
name = "Dịch vụ"
[[component.element]]
code = "A"
name = "Tiếp cận"
criteria = [{code = "1.1", name = "Biển hiệu"}, {code = "1.10", name = "Chỗ ngồi"}]
[[component.element]]
code = "B"
name = "Thủ tục"
criteria = [{code = "2", name = "Niêm yết"}]
"""

FORMS = """form_id,province,district,commune,stratum,psu,weight,status,1.1,1.10,2
01,An,Đông,Tân Lập,đô thị,v1,1,,5,4,4
02,An,Đông,Tân Lập,đô thị,v2,2.5,,2, 4 ,
03,An,Tây,Tân Lập,nông thôn,v1,1,hợp lệ,5,3,KB
04,An,Tây,Tân Lập,nông thôn,v2,1,Không Hợp Lệ,1,1,1
05,Bình,Nam,Hòa An,nông thôn,v2,0.75,x,45,5,9
06,Bình,Nam,Hòa An,đô thị,v3,1,REJECTED,1,1,1
07,Bình,Nam,Hòa An,nông thôn,v3,1,,4;5,5,5
08,Châu,Bắc,Xa,nông thôn,v3,1,,,,
"""


@pytest.fixture
def index(tmp_path, capsys, monkeypatch):
    """Runs ``vanthu index`` on forms given as text and gives its exit code, its JSON and what went to stderr."""
    monkeypatch.chdir(tmp_path)
    Path("q.toml").write_text(QUESTIONS, encoding="utf-8")

    def of(forms=FORMS, *options, by="province,district,commune", file="phieu.csv"):
        if forms is not None:
            Path(file).write_bytes(forms if isinstance(forms, bytes) else forms.encode())
        code = run(["index", file, "--questions", "q.toml", "--by", by, "--json", *options])
        printed = capsys.readouterr()
        return code, json.loads(printed.out), printed.err

    return of


def units_of(said, level):
    return {unit["unit"]: unit for unit in said["units"] if unit["level"] == level}


def test_the_result_has_the_keys_it_promises(index):
    code, said, _ = index()
    assert code == 0
    assert {"method", "units", "national"} <= said.keys()
    keys = {"level", "unit", "n_forms", "n_valid", "sipas", "se", "ci95", "published", "rank"}
    keys |= {"components", "elements", "criteria"}
    for unit in (*said["units"], said["national"]):
        assert keys <= unit.keys()
        for criterion in unit["criteria"].values():
            assert {"n", "s", "value", "counts", "blank", "double"} <= criterion.keys()
            assert len(criterion["counts"]) == 5
    settings = {
        "metric",
        "aggregate",
        "aggregate_element",
        "rollup",
        "blank",
        "double",
        "dont_know",
        "rounding",
    }
    settings |= {"decimals", "rank", "satisfied", "scale", "by", "weight", "strata", "psu", "intervals"}
    assert settings <= said["method"].keys()
    assert (
        said["method"] | {"metric": "F1", "aggregate": "mean_criteria", "rollup": "mean_units"}
        == said["method"]
    )


def test_units_of_each_level_pool_their_own_forms_and_equal_names_are_told_apart(index):
    _, said, _ = index()
    assert list(units_of(said, "province")) == ["An", "Bình", "Châu"]
    assert list(units_of(said, "commune")) == [
        "An / Tây / Tân Lập", "An / Đông / Tân Lập", "Hòa An", "Xa",
    ]  # fmt: skip
    an = units_of(said, "province")["An"]
    assert (an["n_forms"], an["n_valid"]) == (4, 3)
    assert an["criteria"]["1.1"]["counts"] == [0, 1, 0, 0, 2]
    assert an["sipas"] == pytest.approx((200 / 3 + 200 / 3 + 100) / 3, abs=1e-9)


READ = [
    (
        "Bình",
        "1.1",
        {"n": 0, "double": 2, "value": None},
        "45 and 4;5 are double ticks; an empty group is null",
    ),
    ("Bình", "2", {"n": 1, "dont_know": 1, "value": 100.0}, "9 is don't know"),
    ("An", "2", {"n": 1, "blank": 1, "dont_know": 1}, "empty is blank, KB is don't know"),
    ("An", "1.10", {"n": 3, "s": 2}, "blanks round an answer are ignored; code 1.10 is text"),
    ("Châu", "1.1", {"n": 0, "s": 0, "blank": 1, "value": None}, "a unit without answers"),
]


@pytest.mark.parametrize(("unit", "code", "expected", "reason"), READ, ids=[row[-1] for row in READ])
def test_answers_are_read_as_promised(index, unit, code, expected, reason):
    found = units_of(index()[1], "province")[unit]["criteria"][code]
    assert found | expected == found, reason


def test_a_unit_without_answers_has_nulls_no_rank_and_no_interval(index):
    unit = units_of(index()[1], "province")["Châu"]
    assert [unit[key] for key in ("sipas", "se", "ci95", "published", "rank")] == [None] * 5
    assert unit["components"] == {"I": None}
    assert unit["elements"] == {"A": None, "B": None}


def test_a_criterion_without_answers_leaves_every_mean(index):
    unit = units_of(index()[1], "province")["Bình"]
    assert (unit["sipas"], unit["elements"]) == (100.0, {"A": 100.0, "B": 100.0})


STATUS = [
    ("invalid", 1), ("INVALID", 1), ("không hợp lệ", 1), ("KHÔNG HỢP LỆ", 1), ("rejected", 1), ("Rejected", 1),
    ("", 2), ("valid", 2), ("hợp lệ", 2), ("chờ", 2), ("không", 2),
]  # fmt: skip


@pytest.mark.parametrize(("word", "valid"), STATUS)
def test_three_words_of_any_case_leave_the_tally_and_all_others_stay(index, word, valid):
    forms = f"form_id,province,status,1.1,1.10,2\n1,An,,5,5,5\n2,An,{word},1,1,1\n"
    unit = index(forms, by="province")[1]["units"][0]
    assert (unit["n_forms"], unit["n_valid"]) == (2, valid)
    assert unit["sipas"] == (100 if valid == 1 else 50)


def test_without_a_column_of_status_every_form_is_valid_and_nothing_is_suppressed(index):
    unit = index("form_id,province,1.1,1.10,2\n1,An,5,5,2\n", by="province")[1]["units"][0]
    assert (unit["n_valid"], unit["published"], unit["rank"]) == (1, "66,67", 1)


ROLLUPS = [("mean_units", 250 / 3), ("by_forms", (3 * 200 / 3 + 2 * 100) / 5), ("pooled", 80.0)]
TWO = "form_id,province,1.1,1.10,2\n" + "".join(
    f"{i},{p},{a},{a},{a}\n"
    for i, (p, a) in enumerate([("An", 5), ("An", 5), ("An", 1), ("Bình", 5), ("Bình", 4)])
)


@pytest.mark.parametrize(("rollup", "national"), ROLLUPS)
def test_the_rollup_concerns_the_nation_only(index, rollup, national):
    said = index(TWO, "--rollup", rollup, by="province")[1]
    assert said["national"]["sipas"] == pytest.approx(national, abs=1e-9)
    assert [unit["sipas"] for unit in said["units"]] == pytest.approx([200 / 3, 100.0], abs=1e-9)
    assert (said["national"]["n_forms"], said["national"]["rank"]) == (5, None)


def test_weights_weigh_every_value_while_counts_stay_raw(index):
    said = index(FORMS, "--weight", "weight")[1]
    unit = units_of(said, "province")["An"]
    assert unit["criteria"]["1.1"]["value"] == pytest.approx(200 / 4.5, abs=1e-9)
    assert (unit["criteria"]["1.1"]["n"], unit["criteria"]["1.1"]["s"]) == (3, 2)
    assert said["method"]["weight"] == "weight"


def test_equal_published_values_share_a_rank_and_the_next_is_skipped(index):
    forms = "form_id,province,1.1,1.10,2\n" + "".join(
        f"{i},{p},{a},{a},{a}\n" for i, (p, a) in enumerate([("A", 5), ("B", 5), ("C", 1), ("D", "")])
    )
    said = index(forms, by="province")[1]
    assert [unit["rank"] for unit in said["units"]] == [1, 1, 3, None]


def test_any_columns_may_be_levels(index):
    forms = "form_id,sở,lĩnh vực,1.1,1.10,2\n1,Y tế,a,5,5,5\n2,Y tế,b,1,1,1\n3,Nội vụ,a,1,1,1\n"
    said = index(forms, by="sở,lĩnh vực")[1]
    assert list(units_of(said, "lĩnh vực")) == ["Nội vụ / a", "Y tế / a", "b"]


SINGLE = [
    # forms as (province, stratum, psu), which provinces have a standard error, why
    ([("A", "h", "1"), ("A", "h", "2"), ("B", "h", "3"), ("B", "h", "4")], "AB", "two clusters each"),
    ([("A", "h", "1"), ("A", "h", "1"), ("B", "h", "3"), ("B", "h", "4")], "B", "A lies in one cluster"),
    ([("A", "h", "1"), ("A", "k", "1"), ("B", "h", "3"), ("B", "h", "4")], "B", "A touches k of one cluster"),
    ([("A", "h", "1"), ("A", "k", "1"), ("B", "h", "3"), ("B", "k", "4")], "AB", "B's clusters count for A"),
    ([("A", "h", "1"), ("A", "h", "2"), ("B", "k", "1"), ("B", "k", "1")], "A", "equal names, other stratum"),
]


@pytest.mark.parametrize(("placed", "estimated", "reason"), SINGLE, ids=[row[-1] for row in SINGLE])
def test_a_single_cluster_gives_no_standard_error(index, placed, estimated, reason):
    forms = "form_id,province,stratum,psu,1.1,1.10,2\n" + "".join(
        f"{i},{p},{h},{k},{5 - i % 4},4,{2 + i % 3}\n" for i, (p, h, k) in enumerate(placed)
    )
    said = index(forms, "--strata", "stratum", "--psu", "psu", by="province")[1]
    for unit in said["units"]:
        assert (unit["se"] is not None) == (unit["unit"] in estimated), reason
        assert (unit["ci95"] is not None) == (unit["unit"] in estimated), reason


def test_clusters_of_invalid_forms_do_not_count(index):
    forms = "form_id,province,psu,status,1.1,1.10,2\n1,A,1,,5,5,5\n2,A,1,,1,5,5\n3,A,2,invalid,1,1,1\n"
    assert index(forms, "--psu", "psu", by="province")[1]["units"][0]["se"] is None


@pytest.mark.parametrize(("answer", "value"), [("5", 100.0), ("1", 0.0)])
def test_at_0_and_100_percent_the_interval_has_a_width_and_holds_the_value(index, answer, value):
    forms = "form_id,province,1.1,1.10,2\n" + "".join(
        f"{i},A,{answer},{answer},{answer}\n" for i in range(40)
    )
    unit = index(forms, by="province")[1]["units"][0]
    low, high = unit["ci95"]
    assert (unit["sipas"], unit["se"]) == (value, 0.0)
    assert 0 <= low <= value <= high <= 100
    assert 5 < high - low < 12


READABLE = [
    (lambda text: text.encode("utf-8-sig"), "UTF-8 with a mark"),
    (lambda text: text.replace(",", ";").replace("4;5", '"4;5"').encode(), "semicolons"),
    (lambda text: text.replace("\n", "\r\n").encode(), "lines of Windows"),
    (lambda text: _with_columns_reversed(text).encode(), "any order of columns"),
    (lambda text: _with_column(text, "ghi chú", "gì cũng được").encode(), "extra columns are ignored"),
]


def _with_columns_reversed(text):
    return "\n".join(",".join(reversed(line.split(","))) for line in text.splitlines()) + "\n"


def _with_column(text, name, value):
    head, *lines = text.splitlines()
    return "\n".join([f"{head},{name}", *(f"{line},{value}" for line in lines)]) + "\n"


@pytest.mark.parametrize(("written", "reason"), READABLE, ids=[row[-1] for row in READABLE])
def test_a_file_may_be_written_in_several_ways(index, written, reason):
    assert index(written(FORMS))[1]["units"] == index(FORMS)[1]["units"], reason


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
def test_parquet_and_xlsx_give_the_same_index_as_csv(index, ending):
    expected = index(FORMS)[1]["units"]
    rows = [line.split(",") for line in FORMS.splitlines()]
    path = Path(f"phieu{ending}")
    if ending == ".parquet":
        pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(path)
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text)
    assert index(None, file=path.name)[1]["units"] == expected


WEIGHTS = [("1e3", "1000", "a power of ten"), ("2.5E-07", "0.00000025", "as pandas writes a small number")]


@pytest.mark.parametrize(("written", "meant", "reason"), WEIGHTS, ids=[row[-1] for row in WEIGHTS])
def test_a_weight_with_a_power_of_ten_is_a_number(index, written, meant, reason):
    of = [index(_changed(1, "weight", text), "--weight", "weight")[1]["units"] for text in (written, meant)]
    assert of[0] == of[1], reason
    assert of[0] != index(FORMS, "--weight", "weight")[1]["units"]


def test_a_parquet_without_rows_holds_no_forms(index):
    columns = dict.fromkeys(FORMS.splitlines()[0].split(","), pl.String)
    pl.DataFrame(schema=columns).write_parquet("phieu.parquet")
    code, said, _ = index(None, file="phieu.parquet")
    assert (code, said["error"]["kind"]) == (2, "empty_forms")


def _changed(row, column, text):
    lines = [line.split(",") for line in FORMS.splitlines()]
    lines[row][lines[0].index(column)] = text
    return "\n".join(map(",".join, lines)) + "\n"


REFUSED = [
    (_changed(1, "1.10", "6"), (), "phieu.csv:2:1.10", "an answer out of range"),
    (_changed(4, "1.1", "sai"), (), "phieu.csv:5:1.1", "also in a row of invalid status"),
    (_changed(4, "weight", "0"), (), "phieu.csv:5:weight", "also a weight there"),
    (_changed(1, "1.1", "44"), (), "phieu.csv:2:1.1", "the same digit twice is no double tick"),
    (_changed(1, "1.1", "４"), (), "phieu.csv:2:1.1", "a full-width digit"),
    (_changed(2, "psu", "v２"), ("--psu", "psu"), "phieu.csv:3:psu", "a full-width digit in a name"),
    (_changed(1, "weight", "-1"), ("--weight", "weight"), "phieu.csv:2:weight", "a weight below 0"),
    (_changed(1, "weight", "1,5".replace(",", " ")), (), "phieu.csv:2:weight", "a weight that is no number"),
    (_changed(1, "weight", "1e999"), (), "phieu.csv:2:weight", "a weight beyond any measure"),
    (_changed(1, "province", ""), (), "phieu.csv:2:province", "a form without its unit"),
    (_changed(0, "1.10", "1.1"), (), "phieu.csv:1:1.1", "a double column"),
    (_changed(0, "1.10", "1.11"), (), "phieu.csv:1:1.10", "a missing column"),
    (FORMS.replace("08,Châu,Bắc,Xa", "08,Châu,Bắc"), (), "phieu.csv:9", "a row with too few fields"),
    (FORMS + "09,A,B,C,d,e,1,,1,1,1,1\n", (), "phieu.csv:10", "a row with too many fields"),
    (FORMS, ("--weight", "w"), "phieu.csv:1:w", "no such column of weights"),
    (FORMS, ("--strata", "vùng"), "phieu.csv:1:vùng", "no such column of strata"),
    ("", (), "phieu.csv", "an empty file"),
    (FORMS.encode("utf-16"), (), "phieu.csv", "not UTF-8"),
]


@pytest.mark.parametrize(("forms", "options", "where", "reason"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_what_cannot_be_read_is_refused_by_row_and_column(index, forms, options, where, reason):
    code, said, _ = index(forms, *options)
    assert code == 2, reason
    assert said["error"].keys() >= {"kind", "message", "where"}
    assert said["error"]["where"].startswith(where), said["error"]


def test_a_criterion_code_twice_in_the_question_set_is_refused(index):
    Path("q.toml").write_text(QUESTIONS.replace('"1.10"', '"1.1"'), encoding="utf-8")
    code, said, _ = index()
    assert code == 2
    assert "1.1" in said["error"]["message"]


def test_rank_sets_and_parts_are_added_when_asked_for(index):
    forms = "form_id,province,1.1,1.10,2\n" + "".join(
        f"{p}{i},{p},{5 if i % k else 1},{5 if i % k else 2},{4 if i % (k + 1) else 2}\n"
        for k, p in enumerate("ABC", start=2)
        for i in range(60)
    )
    plain = index(forms, by="province")[1]
    assert all(unit["rank_set"] is None for unit in plain["units"])
    code, said, _ = index(forms, "--rank-sets", "--seed", "7", "--draws", "500", "--parts", by="province")
    assert code == 0
    assert (said["method"]["rank_sets"]["seed"], said["method"]["rank_sets"]["draws"]) == (7, 500)
    for unit, before in zip(said["units"], plain["units"], strict=True):
        best, worst = unit["rank_set"]
        assert 1 <= best <= unit["rank"] <= worst <= 3
        assert unit["precision"]["criteria"].keys() == {"1.1", "1.10", "2"}
        assert {key: unit[key] for key in ("sipas", "se", "ci95")} == {
            key: before[key] for key in ("sipas", "se", "ci95")
        }
    assert sorted(name for group in said["alike"] for name in group["units"]) == ["A", "B", "C"]
    assert index(forms, "--rank-sets", "--seed", "7", "--draws", "500", "--parts", by="province")[1] == said


def test_without_json_every_unit_is_shown_with_its_interval(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("q.toml").write_text(QUESTIONS, encoding="utf-8")
    Path("phieu.csv").write_text(FORMS, encoding="utf-8")
    assert run(["index", "phieu.csv", "--questions", "q.toml", "--by", "province", "--rank-sets"]) == 0
    shown = capsys.readouterr().out
    for text in ("An", "77,78", "Châu", "khoảng 95 %", "khoảng hạng", "cả nước", "Taylor"):
        assert text in shown
