"""Chỉ số: ``index`` computes the satisfaction index from a file of forms, without a database."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.messages import _

if TYPE_CHECKING:
    from sipas_engine.index.result import IndexResult


def add_to(app: typer.Typer) -> None:
    """Thêm lệnh: index."""

    @app.command(help=_("Computes the index from a file of forms (.csv, .parquet, .xlsx)."))
    def index(
        forms: Annotated[Path, typer.Argument(help=_("the forms, one row each"))],
        questions: Annotated[Path, typer.Option(help=_("the question set, a TOML file"))],
        by: Annotated[str, typer.Option(help=_("the levels, for example province,district,commune"))],
        metric: Annotated[str, typer.Option(help="F1, F1m, F1z")] = "F1",
        aggregate: Annotated[
            str, typer.Option(help="pooled, mean_criteria, mean_elements, mean_components")
        ] = "mean_criteria",
        aggregate_element: Annotated[str, typer.Option(help="pooled, mean_criteria")] = "",
        rollup: Annotated[str, typer.Option(help="pooled, mean_units, by_forms")] = "mean_units",
        strata: Annotated[str, typer.Option(help=_("the column of strata"))] = "",
        psu: Annotated[str, typer.Option(help=_("the column of clusters"))] = "",
        weight: Annotated[str, typer.Option(help=_("the column of weights"))] = "",
        as_json: Annotated[bool, typer.Option("--json", help=_("prints one JSON document"))] = False,
    ) -> None:
        from sipas_engine.index.as_json import result_as_json
        from sipas_engine.index.from_file import index_from_file
        from sipas_engine.methods.method import chosen_method

        result = index_from_file(
            forms,
            questions,
            [level.strip() for level in by.split(",")],
            chosen_method(metric, aggregate, aggregate_element or None, rollup),
            strata=strata or None,
            psu=psu or None,
            weight=weight or None,
        )
        if as_json:
            typer.echo(json.dumps(result_as_json(result), ensure_ascii=False))
        else:
            _show(result)


def _show(result: "IndexResult") -> None:
    from sipas_engine.annexes.method import method_table
    from sipas_engine.annexes.printing import printed_rows
    from sipas_engine.annexes.ranking import ranking_table

    for level in result.by:
        table = ranking_table(result, level)
        typer.echo(f"\n{level}: " + " | ".join(column.heading for column in table.columns))
        for cells in printed_rows(table):
            typer.echo("  " + " | ".join(cells))
    typer.echo("")
    for setting, value in method_table(result).rows:
        typer.echo(f"{setting}: {value}")
