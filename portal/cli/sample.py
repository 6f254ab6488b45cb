"""Chọn mẫu: the group ``sample``: lists of everybody, draws, reserves, replacements."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options, sample_acts, sample_lists, sample_papers
from portal.messages import _

if TYPE_CHECKING:
    from fractions import Fraction

    from sipas_engine.sampling.draw import DrawSettings
    from sipas_engine.sampling.size import SizeSettings
    from sipas_engine.sampling.stages import Stage


def commands() -> list[click.Command]:
    """Các lệnh: the group ``sample``."""
    group = click.Group(
        "sample",
        help=_("Lists of everybody, what is wrong with them, and samples that anyone can draw again."),
    )
    for command in (_size_command(), _draw_command(), _verify_command(), _units_command()):
        group.add_command(command)
    for command in (*sample_lists.commands(), *sample_acts.commands(), *sample_papers.commands()):
        group.add_command(command)
    return [group]


def _size_command() -> click.Command:
    return click.Command(
        "size",
        callback=_size,
        help=_("The sample size for a population of N: N / (1 + N·e²), rounded up."),
        params=[
            click.Argument(["population"], metavar="N", type=click.IntRange(min=0)),
            *_sizing(),
            options.as_json(),
        ],
    )


def _draw_command() -> click.Command:
    return click.Command(
        "draw",
        callback=_draw,
        help=_(
            "Draws a sample from LIST, a file (xlsx, ods, csv) or a list that was taken in (survey/office/version)."
        ),
        params=[
            click.Argument(["source"], metavar="LIST"),
            click.Option(
                ["--seed"], required=True, help=_("any text; the same seed and list give the same sample")
            ),
            click.Option(
                ["-n", "--n", "n"], type=click.IntRange(min=1), help=_("how many; else by the formula")
            ),
            *_sizing(),
            click.Option(
                ["--interval"],
                type=click.Choice(["fractional", "whole"]),
                default="fractional",
                show_default=True,
                help=_("N/n as it is, or its whole part"),
            ),
            click.Option(
                ["--by"], default="", help=_("stratum columns, parted by commas: xa,thon or headings")
            ),
            click.Option(
                ["--allocation"],
                type=click.Choice(["proportional", "equal"]),
                default="proportional",
                show_default=True,
                help=_("how the sample is shared by strata"),
            ),
            click.Option(
                ["--reserve"],
                default="10%",
                show_default=True,
                callback=_fraction,
                help=_("the reserve, a share of n"),
            ),
            click.Option(
                ["--stage"],
                multiple=True,
                callback=_stages,
                help=_("units drawn first, column=number or column=number:forced unit;…, from the top down"),
            ),
            click.Option(
                ["--households"],
                type=click.Choice(["last_birthday", "seeded"]),
                help=_("draws households (column ma_ho), and how their member is found"),
            ),
            sample_lists.mapping_option(),
            sample_lists.survey_day_option(),
            click.Option(["--out"], type=options.FILE, help=_("the folder for the record and the lists")),
            click.Option(["--code"], default="", help=_("what the codes of the forms begin with, as LD-26")),
            options.as_json(),
        ],
    )


def _verify_command() -> click.Command:
    return click.Command(
        "verify",
        callback=_verify,
        help=_(
            "Draws again and compares: RECORD is rut-mau.json with its LIST, or a list that was taken in."
        ),
        params=[
            click.Argument(["record"], metavar="RECORD"),
            click.Argument(["source"], metavar="[LIST]", type=options.FILE, required=False),
            options.as_json(),
        ],
    )


def _units_command() -> click.Command:
    return click.Command(
        "units",
        callback=_units,
        help=_("Draws districts, communes and villages from FILE, which lists them, by a plan of stages."),
        params=[
            click.Argument(["file"], type=options.FILE),
            click.Option(
                ["--plan"],
                required=True,
                help=_("three_tier_2024, three_tier_2017 or two_tier_2025"),
            ),
            click.Option(
                ["--class", "province_class"],
                type=click.Choice(["I", "II", "III", "big_city"]),
                required=True,
                help=_("the class of the province; big_city: Hà Nội, Thành phố Hồ Chí Minh"),
            ),
            click.Option(
                ["--seed"], required=True, help=_("any text; the same seed and list give the same sample")
            ),
            options.as_json(),
        ],
    )


def _sizing() -> list[click.Option]:
    return [
        click.Option(
            ["--formula"],
            type=click.Choice(["yamane", "cochran", "share"]),
            default="yamane",
            show_default=True,
            help=_("the formula of the sample size"),
        ),
        click.Option(["--error"], default="5%", show_default=True, callback=_fraction, help=_("the error e")),
        click.Option(["--share"], default="10%", callback=_fraction, help=_("with “share”: which part of N")),
    ]


def _fraction(context: click.Context, parameter: click.Parameter, value: str) -> "Fraction":
    from workflows.services.draw_file import share_of

    found = share_of(value)
    if found is None or not 0 <= found <= 1:
        raise click.BadParameter(_("write a share such as 5%, 0.05 or 1/20"), context, parameter)
    return found


def _stages(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> "tuple[Stage, ...]":
    from sipas_engine.sampling.stages import Stage

    stages = []
    for value in values:
        column, _equals, rest = value.partition("=")
        count, _colon, forced = rest.partition(":")
        if not column or not count.isascii() or not count.isdigit() or int(count) < 1:
            raise click.BadParameter(_("write column=number, for example thon=3"), context, parameter)
        names = tuple(name.strip() for name in forced.split(";") if name.strip())
        stages.append(Stage(column.strip(), int(count), names))
    return tuple(stages)


def _size(population: int, formula: str, error: "Fraction", share: "Fraction", as_json: bool) -> None:
    from sipas_engine.sampling.size import sample_size

    settings = _size_settings(formula, error, share)
    n = sample_size(population, settings)
    if as_json:
        told = {"N": population, "n": n, "formula": formula, "error": str(error)}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(n)


def _size_settings(formula: str, error: "Fraction", share: "Fraction") -> "SizeSettings":
    from sipas_engine.sampling.size import SizeFormula, SizeSettings

    return SizeSettings(SizeFormula(formula), error, share=share)


def _draw(
    source: str,
    seed: str,
    n: int | None,
    formula: str,
    error: "Fraction",
    share: "Fraction",
    mapping: Path | None,
    on: datetime | None,
    out: Path | None,
    code: str,
    as_json: bool,
    **chosen: Any,
) -> None:
    settings = _settings(seed, n or 1, **chosen)
    size = None if n else _size_settings(formula, error, share)
    record = (
        _drawn_from_file(Path(source), settings, size, mapping, on, out, code)
        if Path(source).exists() or not sample_lists.is_list_id(source)
        else _drawn_from_list(source, settings, size, out)
    )
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    said = _("N = {N}, n = {n}, reserve {reserve_n}; seed {seed}; list {list_hash}.")
    click.echo(said.format(seed=seed, **{key: record[key] for key in ("N", "n", "reserve_n", "list_hash")}))
    for stratum in record["strata"]:
        name = stratum["stratum"] or _("the whole list")
        click.echo(
            _("  {stratum}: N = {N}, n = {n}, k = {k}, r = {r}").format(**{**stratum, "stratum": name})
        )


def _settings(
    seed: str,
    n: int,
    *,
    interval: str,
    by: str,
    allocation: str,
    reserve: "Fraction",
    stage: "tuple[Stage, ...]",
    households: str | None,
) -> "DrawSettings":
    from sipas_engine.sampling.allocation import Allocation
    from sipas_engine.sampling.draw import DrawSettings
    from sipas_engine.sampling.households import HouseholdMember
    from sipas_engine.sampling.systematic import Interval

    return DrawSettings(
        seed,
        n,
        Interval(interval),
        tuple(name.strip() for name in by.split(",") if name.strip()),
        Allocation(allocation),
        reserve,
        stage,
        HouseholdMember(households) if households else None,
    )


def _drawn_from_file(
    file: Path,
    settings: "DrawSettings",
    size: "SizeSettings | None",
    mapping: Path | None,
    on: datetime | None,
    out: Path | None,
    code: str,
) -> dict[str, Any]:
    from sipas_engine.sampling.mapping import read_mapping
    from workflows.services.draw_file import draw_file, write_draw

    found = draw_file(
        file,
        settings,
        sample_lists.survey_day(on),
        mapping=read_mapping(mapping) if mapping else None,
        size=size,
    )
    sample_lists.say_findings(found.loaded.read.report)
    if out:
        for path in write_draw(found, out, code):
            click.echo(_("Written: {file}.").format(file=path), err=True)
    return found.record


def _drawn_from_list(
    source: str, settings: "DrawSettings", size: "SizeSettings | None", out: Path | None
) -> dict[str, Any]:
    from sipas_engine.sampling.as_json import draw_as_json
    from workflows.services.draw_list import draw_list
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    if out:
        raise click.UsageError(_("The lists of a list that was taken in are made by “vanthu sample lists”."))
    kept = draw_list(open_workspace(), list_key(source), settings, size)
    return {**draw_as_json(kept.drawn), "drawn_by": kept.drawn_by, "drawn_at": kept.drawn_at}


def _verify(record: str, source: Path | None, as_json: bool) -> int:
    from workflows.services.draw_file import redraw_file
    from workflows.services.draw_list import redraw_list
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    if source is not None:
        wrong = redraw_file(Path(record), source)
    elif sample_lists.is_list_id(record) and not Path(record).exists():
        wrong = redraw_list(open_workspace(), list_key(record))
    else:
        raise click.UsageError(_("Name the list file from which the sample was drawn behind the record."))
    if as_json:
        click.echo(json.dumps({"equal": not wrong, "differences": wrong}, ensure_ascii=False))
    elif not wrong:
        click.echo(_("The same sample comes out again."))
    else:
        for one in wrong:
            click.echo(_("Different: {what}").format(what=json.dumps(one, ensure_ascii=False)))
    return 1 if wrong else 0


def _units(file: Path, plan: str, province_class: str, seed: str, as_json: bool) -> None:
    from sipas_engine.sampling.stage_plans import stage_plan
    from workflows.services.draw_units import draw_units

    chosen = stage_plan(plan)
    found = draw_units(file, chosen, province_class, seed)
    if chosen.unsure:
        click.echo(
            _("The numbers of units in this plan are not sure: {source}").format(source=chosen.source),
            err=True,
        )
    people = chosen.people_per_last_unit
    if as_json:
        told = {
            "plan": plan,
            "class": province_class,
            "unsure": chosen.unsure,
            "seed": seed,
            "list_hash": found.list_hash,
            "levels": [stage.column for stage in found.stages],
            "stages": [
                {"level": one.column, "count": one.count, "forced": list(one.forced)} for one in found.stages
            ],
            "units": [list(path) for path in found.units],
            "people_each": people,
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for path in found.units:
        click.echo(_("{unit}: {people} people").format(unit=" / ".join(path), people=people))
