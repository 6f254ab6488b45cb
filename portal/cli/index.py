"""Chỉ số: ``index`` computes the satisfaction index from a file of forms, without a database."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from portal.cli import options
from portal.messages import _

#: Parameters of glibc's mallopt, from malloc.h.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3


def commands() -> list[click.Command]:
    """Các lệnh: index."""
    return [
        click.Command(
            "index",
            callback=_index,
            help=_("Computes the index from FORMS, a file of forms (.csv, .parquet, .xlsx)."),
            params=[
                click.Argument(["forms"], type=options.FILE),
                click.Option(
                    ["--questions"], type=options.FILE, required=True, help=_("the question set, a TOML file")
                ),
                click.Option(
                    ["--by"], required=True, help=_("the levels, for example province,district,commune")
                ),
                _choice("--metric", "F1", "F1m", "F1z", said=_("what one criterion is worth")),
                _choice(
                    "--aggregate",
                    "mean_criteria",
                    "pooled",
                    "mean_elements",
                    "mean_components",
                    "question",
                    said=_("how criteria become the index"),
                ),
                click.Option(
                    ["--aggregate-element"],
                    type=click.Choice(["pooled", "mean_criteria"]),
                    help=_("how criteria become an element; else as the aggregate implies"),
                ),
                _choice(
                    "--rollup", "mean_units", "pooled", "by_forms", said=_("how units become the nation")
                ),
                click.Option(
                    ["--filter-by-experience"],
                    is_flag=True,
                    help=_("counts an element that names an experience for people who have it only"),
                ),
                click.Option(["--strata"], help=_("the column of strata")),
                click.Option(["--psu"], help=_("the column of clusters")),
                click.Option(["--weight"], help=_("the column of weights")),
                click.Option(
                    ["--rank-sets"],
                    is_flag=True,
                    help=_("adds the ranks which the sample allows each unit, sure for all units of a level"),
                ),
                click.Option(
                    ["--draws"],
                    type=click.IntRange(100, 100_000),
                    default=1000,
                    show_default=True,
                    help=_("how many draws the rank sets rest on"),
                ),
                click.Option(
                    ["--seed"],
                    type=click.IntRange(min=0),
                    default=1,
                    show_default=True,
                    help=_("the seed of the draws; the same seed gives the same rank sets"),
                ),
                click.Option(
                    ["--parts"],
                    is_flag=True,
                    help=_("adds the intervals of components, elements and criteria"),
                ),
                options.as_json(),
            ],
        )
    ]


def _choice(name: str, default: str, *others: str, said: str) -> click.Option:
    return click.Option(
        [name], type=click.Choice([default, *others]), default=default, show_default=True, help=said
    )


def _index(
    forms: Path,
    questions: Path,
    by: str,
    metric: str,
    aggregate: str,
    aggregate_element: str | None,
    rollup: str,
    filter_by_experience: bool,
    strata: str | None,
    psu: str | None,
    weight: str | None,
    rank_sets: bool,
    draws: int,
    seed: int,
    parts: bool,
    as_json: bool,
) -> None:
    from sipas_engine.from_file import index_from_file
    from sipas_engine.index.as_json import result_as_json
    from sipas_engine.index.result import RankSetsUsed
    from sipas_engine.methods.method import chosen_method

    with _held_memory():
        method = chosen_method(metric, aggregate, aggregate_element, rollup)
        result = index_from_file(
            forms,
            questions,
            [level.strip() for level in by.split(",")],
            replace(method, filter_by_experience=filter_by_experience),
            strata=strata,
            psu=psu,
            weight=weight,
            parts=parts,
            ranks=RankSetsUsed(draws, seed) if rank_sets else None,
        )
        if as_json:
            import orjson  # ten times as fast as json: thousands of units are tens of megabytes

            click.echo(orjson.dumps(result_as_json(result)))
        else:
            from portal.cli.index_table import show

            show(result)


@contextmanager
def _held_memory() -> Iterator[None]:
    """Giữ bộ nhớ: a short-lived command neither looks for cycles nor gives memory back and asks for it again.

    There are millions of small values and no cycle among them: looking for one takes a third of the time. Blocks of a
    file come and go by the dozen: handing each back to the system and faulting it in anew takes a tenth. The second is
    glibc's own setting; another C library has none and does without.
    """
    gc.disable()
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for setting, size in ((_MMAP_THRESHOLD, 1 << 30), (_TRIM_THRESHOLD, 1 << 30), (_TOP_PAD, 1 << 28)):
            mallopt(setting, size)
    try:
        yield
    finally:
        gc.enable()
