"""Xem xét phiếu: what is flagged together with what, which rates are told, and what a file may lack."""

import re
from pathlib import Path

import numpy as np
import pytest

from sipas_engine.integrity.audit import Audit, Flag, stated_rate
from sipas_engine.integrity.from_file import NoCriteria, audit_from_files
from sipas_engine.returns.refusals import BadForms
from tests.sipas_engine.builders import a_forms_csv

CODES = [f"{element}.{criterion}" for element in range(1, 6) for criterion in range(1, 5)]


def _answers(rng: np.random.Generator) -> dict[str, str]:
    return dict(zip(CODES, map(str, rng.integers(2, 6, len(CODES))), strict=True))


def _forms(number: int = 60, *, seed: int = 1, **columns: str) -> list[dict[str, str]]:
    """Honest forms with different answers, of four collectors in two communes."""
    rng = np.random.default_rng(seed)
    return [
        {
            "form_id": f"P{i:03d}",
            "commune": f"Xã {i % 2}",
            "enumerator": f"ĐTV {i % 4}",
            **columns,
            **_answers(rng),
        }
        for i in range(number)
    ]


def _answers_of(form: dict[str, str]) -> dict[str, str]:
    return {code: form[code] for code in CODES}


def _audit(folder: Path, rows: list[dict[str, str]]) -> Audit:
    return audit_from_files([a_forms_csv(folder, rows)])


def _groups(result: Audit) -> list[Flag]:
    return [flag for flag in result.flags if flag.kind == "equal_answers"]


@pytest.mark.parametrize(
    ("original", "copy", "why"),
    [(4, 8, "within an office and collector"), (4, 7, "among offices"), (0, 59, "at both ends of the file")],
)
def test_an_exact_double_is_flagged_together_with_its_twin(
    tmp_path: Path, original: int, copy: int, why: str
) -> None:
    rows = _forms()
    rows[copy] |= _answers_of(rows[original])
    assert [(flag.form_ids, flag.flagged) for flag in _groups(_audit(tmp_path, rows))] == [
        ((f"P{original:03d}", f"P{copy:03d}"), True)
    ], why


def test_the_same_return_in_two_formats_is_compared_by_its_coded_answers(tmp_path: Path) -> None:
    import polars as pl

    rows = _forms(20)
    written = a_forms_csv(tmp_path, [{**row, "1.1": f" {row['1.1']} "} for row in rows], "phieu.csv")
    pl.DataFrame(rows).write_parquet(tmp_path / "phieu.parquet")
    groups = _groups(audit_from_files([written, tmp_path / "phieu.parquet"]))
    assert sorted(flag.form_ids for flag in groups) == [
        (f"phieu.csv:P{i:03d}", f"phieu.parquet:P{i:03d}") for i in range(20)
    ]
    assert all(flag.flagged for flag in groups)


def test_doubles_that_chance_explains_are_listed_and_not_flagged(tmp_path: Path) -> None:
    rows = _forms()
    for row in rows[:20]:
        row |= dict.fromkeys(CODES, "5")
    (group,) = _groups(_audit(tmp_path, rows))
    assert len(group.form_ids) == 20
    assert not group.flagged


def test_one_return_entered_twice_is_flagged_whatever_its_answers(tmp_path: Path) -> None:
    rows = _forms()
    for row in rows[:20]:
        row |= dict.fromkeys(CODES, "5")
    for row in (rows[0], rows[4]):
        row |= {"phone": "0912345678", "collected_at": "2026-10-05T08:00:00"}
    twice, others = _groups(_audit(tmp_path, [{"phone": "", "collected_at": "", **row} for row in rows]))
    assert (twice.form_ids, twice.flagged) == (("P000", "P004"), True)
    assert (len(others.form_ids), others.flagged) == (18, False)


def test_equal_forms_of_a_meeting_are_not_one_return_twice(tmp_path: Path) -> None:
    rows = [row | {"collected_at": "2026-10-05T19:00:00"} for row in _forms()]
    for row in rows[:20]:
        row |= dict.fromkeys(CODES, "4")
    assert [flag.flagged for flag in _groups(_audit(tmp_path, rows))] == [False]


def test_rates_are_told_for_each_office_and_collector_and_no_form_is_dropped(tmp_path: Path) -> None:
    rows = _forms(8)
    for i, level in ((0, "5"), (1, "4"), (3, "5"), (4, "5")):
        rows[i] |= dict.fromkeys(CODES, level)
    result = _audit(tmp_path, rows)
    told = [(rate.name[-4:], rate.forms, rate.straight_lines, rate.all_maximum) for rate in result.offices]
    assert told == [("Xã 0", 4, 2, 2), ("Xã 1", 4, 2, 1)]
    assert [(rate.name, rate.straight_lines) for rate in result.collectors] == [
        ("ĐTV 0", 2), ("ĐTV 1", 1), ("ĐTV 2", 0), ("ĐTV 3", 1),
    ]  # fmt: skip
    assert result.forms == 8


SPARE = [
    ([], "answers alone"),
    (["enumerator"], "no time, no phone, no village"),
    (["enumerator", "collected_at"], "hand-in only"),
    (["enumerator", "phone"], "phone only"),
    (["enumerator", "village", "mode"], "village and mode"),
    (["enumerator", "started_at", "finished_at"], "start and finish"),
]


@pytest.mark.parametrize(("kept", "why"), SPARE)
def test_a_file_may_lack_any_of_the_extra_columns(tmp_path: Path, kept: list[str], why: str) -> None:
    every = {
        "phone": "",
        "village": "Thôn 1",
        "mode": "trực tiếp",
        "collected_at": "2026-10-05T08:00+07:00",
        "started_at": "2026-10-05T08:00:00",
        "finished_at": "2026-10-05T08:12:30",
    }
    extra = {"enumerator", *every}
    rows = [
        {name: text for name, text in row.items() if name not in extra or name in kept}
        for row in _forms(**every)
    ]
    result = _audit(tmp_path, rows)
    assert not [flag for flag in result.flags if flag.flagged], why
    assert len(result.scores) == (4 if "enumerator" in kept else 0)
    assert not any(flag.collector for flag in result.flags if not kept)


def test_forms_without_a_collector_or_village_are_kept_out_of_the_scores_only(tmp_path: Path) -> None:
    rows = _forms(village="")
    rows[0]["enumerator"] = ""
    result = _audit(tmp_path, rows)
    assert set(result.scores) == {f"ĐTV {i}" for i in range(4)}
    assert result.forms == 60


def _many(collectors: int = 30, forms: int = 24) -> list[dict[str, str]]:
    rows = _forms(collectors * forms, phone="")
    for i, row in enumerate(rows):
        collector, number = divmod(i, forms)
        row |= {
            "enumerator": f"ĐTV {collector:02d}",
            "village": f"Thôn {collector % 10}{number % 3}",
            "phone": f"09{10_000_000 + 37 * i}",
            "started_at": f"2026-10-{1 + number // 8:02d}T{8 + number % 8:02d}:00:00",
            "finished_at": f"2026-10-{1 + number // 8:02d}T{8 + number % 8:02d}:{9 + i % 7:02d}:30",
        }
    return rows


def _flagged(result: Audit) -> list[tuple[str | None, str]]:
    return [(flag.collector, flag.kind) for flag in result.flags if flag.flagged and flag.collector]


LOOK_ALIKES = [
    ("0", "a filler instead of a number"),
    ("0000000000", "zeros instead of a number"),
    ("113", "a short number"),
    ("0263 3822 155", "the office's number, on forms of every collector"),
]


@pytest.mark.parametrize(("phone", "why"), LOOK_ALIKES)
def test_a_number_that_is_nobodys_own_is_no_shared_phone(tmp_path: Path, phone: str, why: str) -> None:
    assert _flagged(_audit(tmp_path, [row | {"phone": phone} for row in _many()])) == [], why


WRITINGS = [
    "0912345678",
    "+84912345678",
    "0912.345.678",
    "84912345678",
    "+84 (0)912 345 678",
    "0084912345678",
    "912345678",  # a spreadsheet dropped the 0
    "912345678.0",
]


def test_one_phone_in_several_writings_is_one_phone(tmp_path: Path) -> None:
    rows = _many()
    for i, row in enumerate(rows[:16]):
        row["phone"] = WRITINGS[i % len(WRITINGS)]
    assert _flagged(_audit(tmp_path, rows)) == [("ĐTV 00", "shared_phone")]


def test_forms_handed_in_together_after_a_meeting_took_their_time(tmp_path: Path) -> None:
    rows = _many()
    for row in rows[:24]:
        row |= {"started_at": "2026-10-05T19:00:00", "finished_at": "2026-10-05T19:15:00"}
    assert _flagged(_audit(tmp_path, rows)) == []


def test_forms_filled_in_within_seconds_are_impossible_speed(tmp_path: Path) -> None:
    rows = _many()
    for row in rows[:12]:
        row["finished_at"] = row["started_at"][:-2] + "25"
    result = _audit(tmp_path, rows)
    assert _flagged(result) == [("ĐTV 00", "impossible_speed")]
    (flag,) = [flag for flag in result.flags if flag.flagged and flag.collector]
    assert flag.evidence.fields["marked"] == 12
    assert flag.evidence.fields["forms"] == 24


def test_without_a_readable_answer_nobody_is_flagged(tmp_path: Path) -> None:
    rows = [row | dict.fromkeys(CODES, "") for row in _many()]
    assert _flagged(_audit(tmp_path, rows)) == []


def test_times_that_are_no_times_are_counted_and_not_guessed(tmp_path: Path) -> None:
    rows = _many()
    rows[0]["finished_at"], rows[1]["finished_at"] = "chiều", "05/10/2026"
    assert _audit(tmp_path, rows).unread == {"finished_at": 2}


def test_a_higher_threshold_flags_no_more(tmp_path: Path) -> None:
    rows = _many()
    for row in rows[:16]:
        row["phone"] = "0912345678"
    path = a_forms_csv(tmp_path, rows)
    assert _flagged(audit_from_files([path], threshold=99)) == []


def test_every_score_is_a_number_and_every_flag_has_evidence(tmp_path: Path) -> None:
    result = _audit(tmp_path, _many())
    assert all(np.isfinite(score) for score in result.scores.values())
    for flag in result.flags:
        said = flag.evidence.template.format(**flag.evidence.fields)
        assert flag.kind
        assert said
        assert not re.search(r"[{}]", said)


def test_without_a_criterion_column_the_header_is_shown(tmp_path: Path) -> None:
    path = a_forms_csv(tmp_path, [{"A1": "5", "A2": "4"}])
    with pytest.raises(NoCriteria, match="A1, A2"):
        audit_from_files([path])


def test_an_answer_that_is_none_is_refused_naming_row_and_column(tmp_path: Path) -> None:
    rows = _forms()
    rows[3]["2.1"] = "7"
    with pytest.raises(BadForms, match=r"Row 5, column 2\.1"):
        _audit(tmp_path, rows)


# threshold, whether forms tell when they were begun and finished, the rate that is stated
STATED = [(1.0, True, 0.01), (2.0, True, 0.01), (1.0, False, 0.02), (0.0, True, 1.0), (0.5, False, 10**-0.5)]


@pytest.mark.parametrize(("threshold", "timed", "rate"), STATED)
def test_the_rate_of_false_alarms_is_that_of_the_threshold_and_of_what_is_known(threshold, timed, rate):
    assert stated_rate(threshold, timed=timed) == rate
