"""Đếm phiếu: ten million forms from parquet, one batch beside a nation's tally, and the whole ``index`` of a csv."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.measure import Result, Work, compare
from sipas_engine.methods.built_in import built_in, question_file_of
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import Forms, Labels
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.parquet import tally_parquet

QUESTION_SET = "P2017"
FORMS_OF_A_PARQUET, FORMS_OF_A_CSV, FORMS_OF_A_BATCH, COMMUNES = 10_000_000, 1_000_000, 500, 3_321
LEVELS = ("province", "district", "commune")
TIERS = ("province", "commune")
"""Hai cấp: what has been published since there are no districts."""

_CACHE = Path(tempfile.gettempdir()) / "vanthu-bench"
_PART = 500_000
_SIXTEENTHS = np.repeat(np.arange(8, dtype=np.uint8), [4, 5, 13, 26, 128, 77, 1, 2])  # of 256, by answer code
_PEER = f"polars {version('polars')}"


def tally_10m() -> Result:
    """Mười triệu phiếu: forms a second from parquet to counts; the peer counts the same and checks nothing."""
    path = _parquet(_CACHE)
    work = Work(lambda: int(tally_parquet(path, _questions(), TIERS).n_forms.sum()))
    result = compare(
        "tally_10m", "forms/s", work, _PEER, Work(lambda: _scanned(pl.scan_parquet(path), 45, 9))
    )
    return replace(result, peak_mb=_peak_of([sys.executable, "-m", "benchmarks.tally", "tally", str(path)]))


def tally_merge() -> Result:
    """Cộng một lô: batches of 500 forms a second, each counted and added to the tally of a nation."""
    names = _communes()
    nation, batch = (
        _forms(names, np.arange(3 * COMMUNES) % COMMUNES),
        _forms(names, np.arange(FORMS_OF_A_BATCH)),
    )
    tally, columns = tally_forms(nation, LEVELS), list(LEVELS)
    counted = _counts(_frame(nation).lazy()).collect()
    frame = _frame(batch)

    def ours() -> int:
        return int(len(tally.plus(tally_forms(batch, columns)).keys) == COMMUNES)

    def theirs() -> int:
        both = pl.concat([counted.lazy(), _counts(frame.lazy())])
        return int(both.group_by(LEVELS).agg(pl.all().sum()).collect().height == COMMUNES)

    return compare("tally_merge", "batches/s", Work(_often(ours)), _PEER, Work(_often(theirs)))


def index_csv_1m() -> Result:
    """Chỉ số của một triệu phiếu: forms a second of the whole command, from its start to the JSON."""
    path, questions = _csv(_CACHE), _CACHE / "questions.toml"
    questions.write_text(question_file_of(QUESTION_SET), encoding="utf-8")
    vanthu = str(Path(sys.executable).with_name("vanthu"))
    command = [vanthu, "index", str(path), "--questions", str(questions), "--by", ",".join(TIERS), "--json"]
    scan = [sys.executable, "-m", "benchmarks.tally", "scan", str(path)]
    result = compare(
        "index_csv_1m",
        "forms/s",
        Work(lambda: _process(command)),
        f"{_PEER}, a process of its own",
        Work(lambda: _process(scan)),
    )
    return replace(result, peak_mb=_peak_of(command))


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield tally_10m
    yield tally_merge
    yield index_csv_1m


def _questions() -> QuestionSet:
    return built_in(QUESTION_SET)


def _counts(frame: pl.LazyFrame, *others: int, text: bool = False) -> pl.LazyFrame:
    """How often each answer stands in each criterion of each group, as anybody would write it in polars."""
    answers: list[object] = [*range(1, 6), *others]
    columns = frame.collect_schema().names()
    return frame.group_by([level for level in LEVELS if level in columns]).agg(
        pl.len().cast(pl.Int64).alias("forms"),
        *[
            (pl.col(code) == (str(answer) if text else answer)).sum().cast(pl.Int64).alias(f"{code}={answer}")
            for code in _questions().criterion_codes
            for answer in answers
        ],
        *[
            pl.col(code).null_count().cast(pl.Int64).alias(f"{code} blank")
            for code in _questions().criterion_codes
        ],
    )


def _scanned(frame: pl.LazyFrame, *others: int, text: bool = False) -> int:
    counted = _counts(frame, *others, text=text).collect(engine="streaming")
    if counted.height != COMMUNES:
        raise AssertionError(f"{counted.height} groups, not {COMMUNES}")
    return int(counted["forms"].sum())


def _often(once: Callable[[], int], times: int = 50) -> Callable[[], int]:
    return lambda: sum(once() for _ in range(times))


def _communes() -> list[tuple[str, str, str]]:
    return [
        (f"Tỉnh {n % 34 + 1:02d}", f"Huyện {n % 700 + 1:03d}", f"Xã {n + 1:04d}") for n in range(COMMUNES)
    ]


def _answers(rng: np.random.Generator, forms: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return _SIXTEENTHS[rng.integers(0, 256, forms, dtype=np.uint8)]


def _forms(names: list[tuple[str, str, str]], communes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Forms:
    rng = np.random.default_rng(6)
    labels = {}
    for place, level in enumerate(LEVELS):
        values = sorted({name[place] for name in names})
        numbers = {value: number for number, value in enumerate(values)}
        index = np.array([numbers[names[commune][place]] for commune in communes], dtype=np.int32)
        labels[level] = Labels(tuple(values), index)
    answers = {code: _answers(rng, len(communes)).astype(np.int8) for code in _questions().criterion_codes}
    return Forms("", 5, (), np.ones(len(communes), dtype=np.bool_), labels, answers)


def _frame(forms: Forms) -> pl.DataFrame:
    labels = {name: [label.values[i] for i in label.index] for name, label in forms.labels.items()}
    return pl.DataFrame({**labels, **forms.answers})


def _parquet(folder: Path) -> Path:
    """Ten million forms of 34 provinces, 3,321 communes; seeded, made once, part by part."""
    path = folder / "forms-10m-v1.parquet"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    names, rng = _communes(), np.random.default_rng(10)
    written = pl.Series([None, 1, 2, 3, 4, 5, 45, 9], dtype=pl.Int8)
    with tempfile.TemporaryDirectory(dir=folder) as parts:
        for part, first in enumerate(range(0, FORMS_OF_A_PARQUET, _PART)):
            communes = (np.arange(first, first + _PART) * COMMUNES // FORMS_OF_A_PARQUET).astype(np.uint32)
            columns = {
                level: pl.Series([name[place] for name in names]).gather(communes)
                for place, level in ((0, "province"), (2, "commune"))
            }
            answers = {
                code: written.gather(_answers(rng, _PART).astype(np.uint32))
                for code in _questions().criterion_codes
            }
            pl.DataFrame({**columns, **answers}).write_parquet(f"{parts}/{part:03d}.parquet")
        made = Path(parts) / "made"
        pl.scan_parquet(f"{parts}/*.parquet").sink_parquet(made, row_group_size=250_000)
        made.rename(path)
    return path


def _csv(folder: Path) -> Path:
    """A million forms with numbers, three levels and 22 criteria, a few blanks, double ticks and don't knows."""
    path = folder / "forms-1m-v1.csv"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    names, rng = [",".join(name) for name in _communes()], np.random.default_rng(1)
    written = np.array(["", "1", "2", "3", "4", "5", "45", "KB"], dtype=object)
    codes = _questions().criterion_codes
    made = path.with_suffix(".made")
    with made.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(["form_id", *LEVELS, *codes]) + "\n")
        for first in range(0, FORMS_OF_A_CSV, 50_000):
            rows = np.stack([written[_answers(rng, 50_000)] for _ in codes], axis=1)
            communes = (np.arange(first, first + 50_000) * COMMUNES // FORMS_OF_A_CSV).tolist()
            file.writelines(
                f"P{number:07d},{names[commune]},{','.join(row)}\n"
                for number, (commune, row) in enumerate(zip(communes, rows, strict=True), start=first + 1)
            )
    made.rename(path)
    return path


def _process(command: list[str]) -> int:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return FORMS_OF_A_CSV


def _peak_of(command: list[str]) -> float:
    """Megabytes of the largest memory of one run alone, in a process of its own."""
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure, *command], capture_output=True, text=True, check=True
    )
    return round(int(done.stdout) / 1024)


if __name__ == "__main__":  # one side of a comparison as a process of its own
    WHAT, FILE = sys.argv[1:]
    if WHAT == "tally":
        tally_parquet(Path(FILE), _questions(), ("province", "commune"))
    else:
        print(_scanned(pl.scan_csv(FILE, infer_schema=False), text=True))
