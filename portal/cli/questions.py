"""Bộ câu hỏi: ``questions list|show|copy|check|settings``: the ways of measuring, and a copy to change."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from sipas_engine.methods.question_set import QuestionSet


def commands() -> list[click.Command]:
    """Các lệnh: the group questions."""
    code, as_json = click.Argument(["code"]), options.as_json()
    group = click.Group(
        "questions", help=_("Question sets: what a form asks, and the settings of the index.")
    )
    for name, callback, said, params in (
        ("list", _list, _("The question sets there are, by period."), [as_json]),
        ("show", _show, _("The components, elements and criteria of the set CODE."), [code, as_json]),
        (
            "copy",
            _copy,
            _("Writes the set CODE as a file which a campaign may change and own."),
            [code, options.output(_("the TOML file to write"))],
        ),
        (
            "check",
            _check,
            _("Reads the question set FILE and names every mistake."),
            [click.Argument(["file"], type=options.FILE), as_json],
        ),
        (
            "settings",
            _settings,
            _("Every open point of the method, its default and why it is open."),
            [as_json],
        ),
    ):
        group.add_command(click.Command(name, callback=callback, help=said, params=list(params)))
    return [group]


def _list(as_json: bool) -> None:
    from sipas_engine.methods.built_in import built_in, built_in_codes

    rows = [_summary(built_in(code)) for code in built_in_codes()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(_("{code}: {name}, {criteria} criteria ({legal})").format(**row))
        if row["unknown_criteria"]:
            click.echo(
                "  " + _("{unknown_criteria} criteria are not known: write them in a copy.").format(**row)
            )


def _show(code: str, as_json: bool) -> None:
    from sipas_engine.methods.built_in import built_in

    _print(built_in(code), as_json)


def _check(file: Path, as_json: bool) -> None:
    from sipas_engine.methods.question_file import load_question_set

    _print(load_question_set(file), as_json)


def _print(questions: "QuestionSet", as_json: bool) -> None:
    if as_json:
        tree = [
            {
                "code": component.code,
                "name": component.name,
                "elements": [
                    {
                        "code": element.code,
                        "name": element.name,
                        "criteria": [{"code": c.code, "name": c.name} for c in element.criteria],
                    }
                    for element in component.elements
                ],
            }
            for component in questions.components
        ]
        click.echo(json.dumps({**_summary(questions), "components": tree}, ensure_ascii=False))
        return
    click.echo(f"{questions.code} {questions.name}".strip())
    for component in questions.components:
        click.echo(f"{component.code}  {component.name}")
        for element in component.elements:
            click.echo(f"  {element.code}  {element.name}")
            for criterion in element.criteria:
                click.echo(f"    {criterion.code}  {criterion.name}")
    for note in questions.source.notes:
        click.echo(f"- {note}")


def _copy(code: str, output: Path) -> None:
    from sipas_engine.methods.built_in import question_file_of

    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(question_file_of(code), encoding="utf-8")
    click.echo(_("Written: {file}.").format(file=output), err=True)


def _settings(as_json: bool) -> None:
    from sipas_engine.methods.open_points import open_points

    if as_json:
        rows = [
            {
                "setting": point.setting,
                "where": point.where,
                "name": point.name,
                "default": point.default,
                "others": list(point.others),
                "why": point.why,
            }
            for point in open_points()
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for point in open_points():
        others = f" ({', '.join(point.others)})" if point.others else ""
        click.echo(f"[{point.where}] {point.setting}: {point.name} = {point.default}{others}")
        click.echo(f"  {point.why}")


def _summary(questions: "QuestionSet") -> dict[str, object]:
    return {
        "code": questions.code,
        "name": questions.name,
        "criteria": len(questions.criteria),
        "unknown_criteria": questions.unknown_criteria,
        "legal": questions.source.legal,
    }
