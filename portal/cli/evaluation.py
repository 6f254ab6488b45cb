"""Đánh giá năm: the commands of the group ``evaluation``."""

import json
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.results_use.commendation_choices import Choice
    from directives.results_use.scorecard import Evaluation, Scorecard

PAPERS = ("submission", "decision", "invitation", "summary")


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "evaluation",
        help=_("The yearly evaluation: scorecards, proposals of commendation, what a person chose."),
    )
    for command in (_scorecards(), _proposals(), _nominating(), _choosing(), _documents()):
        group.add_command(command)
    return [group]


def _scorecards() -> click.Command:
    return click.Command(
        "scorecard",
        callback=_scorecard,
        help=_("The scorecard of each unit on a day, column by column; --keep keeps it as a version."),
        params=[
            click.Argument(["campaign"]),
            click.Option(["--on"], type=options.DAY, help=_("evaluated as of this day; without it today")),
            click.Option(["--unit"], default="", help=_("only this unit, by its id")),
            click.Option(["--keep", "to_keep"], is_flag=True, help=_("keeps it as a version")),
            click.Option(
                ["--weights"],
                type=options.FILE,
                help=_("a TOML file with the weight of each part in percent; without it there is no score"),
            ),
            options.as_json(),
        ],
    )


def _proposals() -> click.Command:
    return click.Command(
        "propose",
        callback=_propose,
        help=_("Who meets the criteria of commendation, by criterion and figure, and what was decided."),
        params=[click.Argument(["campaign"]), options.as_json()],
    )


def _nominating() -> click.Command:
    return click.Command(
        "nominate",
        callback=_nominate,
        help=_("A unit nominates an individual, or withdraws a nomination."),
        params=[
            click.Argument(["campaign"]),
            click.Option(["--unit"], required=True, help=_("the unit, by its id")),
            click.Option(["--name"], default="", help=_("full name")),
            click.Option(["--post"], default="", help=_("the person's post")),
            click.Option(["--achievement"], default="", help=_("what the person has achieved")),
            click.Option(
                ["--withdraw"], type=int, default=0, help=_("withdraws the nomination of this number")
            ),
            options.as_json(),
        ],
    )


def _choosing() -> click.Command:
    return click.Command(
        "choose",
        callback=_choose,
        help=_("A person chooses a unit or an individual for commendation, or passes it over."),
        params=[
            click.Argument(["campaign"]),
            click.Option(["--unit"], required=True, help=_("the unit, by its id")),
            click.Option(
                ["--person"],
                type=int,
                default=0,
                help=_("the number of an individual whom the unit nominated"),
            ),
            click.Option(["--form"], default="", help=_("form of commendation: giay_khen or bang_khen")),
            click.Option(["--reason"], default="", help=_("why; wanted where it goes against the criteria")),
            click.Option(["--by"], required=True, help=_("who decides")),
            click.Option(["--pass-over", "passed"], is_flag=True, help=_("does not choose it")),
            options.as_json(),
        ],
    )


def _documents() -> click.Command:
    return click.Command(
        "documents",
        callback=_write,
        help=_("Drafts or issues submission, decision, invitation and summary report."),
        params=[
            click.Argument(["campaign"]),
            click.Option(
                ["--paper", "papers"],
                type=click.Choice(PAPERS),
                multiple=True,
                required=True,
                help=_("which document; may be repeated"),
            ),
            click.Option(["-o", "--output"], type=options.FILE, help=_("a folder for the Word files")),
            click.Option(["--issue", "to_issue"], is_flag=True, help=_("issues them with a number")),
            click.Option(["--place"], default="", help=_("where the conference is held")),
            click.Option(
                ["--at"],
                type=click.DateTime(formats=["%Y-%m-%dT%H:%M"]),
                help=_("when it begins, for example 2021-01-29T08:00"),
            ),
            click.Option(["--chair"], default="", help=_("who presides")),
            click.Option(
                ["--task", "tasks"], multiple=True, help=_("a task of the time to come; may be repeated")
            ),
            options.as_json(),
        ],
    )


def _scorecard(
    campaign: str, on: datetime | None, unit: str, to_keep: bool, weights: Path | None, as_json: bool
) -> None:
    from workflows.services.results_use.evaluation import evaluation_of, keep_evaluation
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    shares = _weights(weights)
    act = keep_evaluation if to_keep else evaluation_of
    found = act(workspace, campaign, day, shares)
    cards = [card for card in found.cards if unit in ("", card.unit)]
    if as_json:
        _print({**asdict(found), "weights": dict(found.weights), "cards": [asdict(one) for one in cards]})
        return
    from directives.results_use.scorecard_words import notes_of

    version = _("version {number}").format(number=found.version) if found.version else _("not kept")
    click.echo(f"{found.title}, {day:%d/%m/%Y} ({version})")
    for card in cards:
        click.echo(_line(card, found))
    for note in notes_of(found):
        click.echo(note)


def _line(card: "Scorecard", found: "Evaluation") -> str:
    from directives.numbers import decimal_number
    from directives.results_use.commendation import NOT_SHOWN, change_words

    index = card.index
    shown = (
        NOT_SHOWN.get(index.known, "–")
        if index.value is None
        else f"{decimal_number(index.value)}%; {change_words(card)}"
    )
    duties = _("due {due}, on time {on_time}, late {late}, missing {missing}").format(
        due=card.duties.due,
        on_time=card.duties.on_time,
        late=card.duties.late,
        missing=card.duties.missing,
    )
    reports = _("reports {on_time}/{due}, sent back {returned}").format(
        on_time=card.reports.on_time, due=card.reports.due, returned=card.returned
    )
    said = [card.name, shown, duties, reports]
    if card.quota:
        said.append(_("checks {checked}/{quota}").format(checked=card.checked, quota=card.quota))
    if found.weights:
        said.append(card.score_reason if card.score is None else f"{card.score}")
    return " | ".join(said)


def _propose(campaign: str, as_json: bool) -> None:
    from workflows.services.results_use.commendation import commendation_book
    from workflows.wiring import open_workspace

    book = commendation_book(open_workspace(), campaign)
    if as_json:
        rows = [
            {
                "unit": one.unit,
                "name": one.name,
                "met": one.met,
                "criteria": [asdict(judged) for judged in one.judged],
                "choice": asdict(choice) if (choice := book.choice(one.unit)) else None,
            }
            for one in book.proposals
        ]
        people = [
            {
                **asdict(one),
                "choice": asdict(choice) if (choice := book.choice(one.unit, one.number)) else None,
            }
            for one in book.nominations
        ]
        forms = [asdict(one) for one in book.forms]
        _print(
            {
                "campaign": campaign,
                "evaluation": book.evaluation.version,
                "committee": book.committee.id,
                "forms": forms,
                "proposals": rows,
                "nominations": people,
            }
        )
        return
    for one in book.proposals:
        said = _("meets every criterion") if one.met else _("does not meet every criterion")
        click.echo(f"{one.name}: {said}{_decided(book.choice(one.unit))}")
        for judged in one.judged:
            click.echo(f"  {'✓' if judged.met else '✗'} {judged.name}: {judged.figure}")
    for person in book.nominations:
        choice = book.choice(person.unit, person.number)
        click.echo(
            f"{person.number}. {person.name}, {person.post}, {book.name(person.unit)}{_decided(choice)}"
        )
    click.echo(_("Nothing is awarded by the program: choose with “vanthu evaluation choose”."))


def _nominate(
    campaign: str, unit: str, name: str, post: str, achievement: str, withdraw: int, as_json: bool
) -> None:
    from workflows.services.results_use.commendation import nominate, withdraw_nomination
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    one = (
        withdraw_nomination(workspace, campaign, unit, withdraw)
        if withdraw
        else nominate(workspace, campaign, unit, name=name, post=post, achievement=achievement)
    )
    if as_json:
        _print(asdict(one))
        return
    said = (
        _("Nomination {number} is withdrawn.") if one.withdrawn else _("Nomination {number} is written down.")
    )
    click.echo(said.format(number=one.number))


def _choose(
    campaign: str, unit: str, person: int, form: str, reason: str, by: str, passed: bool, as_json: bool
) -> None:
    from workflows.services.results_use.commendation import choose, pass_over
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    one = (
        pass_over(workspace, campaign, unit, by=by, reason=reason, nomination=person)
        if passed
        else choose(workspace, campaign, unit, form=form, by=by, reason=reason, nomination=person)
    )
    if as_json:
        _print(asdict(one))
        return
    click.echo(_("Written down.") + _decided(one))


def _write(
    campaign: str,
    papers: tuple[str, ...],
    output: Path | None,
    to_issue: bool,
    place: str,
    at: datetime | None,
    chair: str,
    tasks: tuple[str, ...],
    as_json: bool,
) -> None:
    from workflows.services.results_use.commendation_issue import (
        FILE_NAMES,
        Paper,
        Wanted,
        issue_paper,
        paper_file,
    )
    from workflows.services.results_use.commendation_papers import Meeting
    from workflows.wiring import open_workspace

    if output is None and not to_issue:
        raise click.UsageError(_("Say where the drafts go (-o), or --issue."))
    workspace = open_workspace()
    meeting = Meeting(place, at, chair) if place and at and chair else None
    told = []
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
    for paper in map(Paper, papers):
        wanted, number = Wanted(paper, meeting, tasks), ""
        if to_issue:
            issued = issue_paper(workspace, campaign, wanted)
            content, number = issued.content, str(issued.entry.document.number)
        else:
            content = paper_file(workspace, campaign, wanted)
        file = output / FILE_NAMES[paper] if output else None
        if file is not None:
            file.write_bytes(content)
        told.append({"paper": paper.value, "number": number or None, "file": str(file) if file else None})
    if as_json:
        _print({"campaign": campaign, "documents": told})
        return
    for row in told:
        click.echo("  ".join(str(value) for value in row.values() if value))


def _decided(choice: "Choice | None") -> str:
    if choice is None:
        return ""
    words = {"chosen": _("chosen"), "passed_over": _("passed over"), "withdrawn": _("choice withdrawn")}
    said = [
        f"{words[choice.decided.value]}, {choice.by}, {choice.on:%d/%m/%Y}",
        choice.reason,
        choice.document,
    ]
    return f" [{'; '.join(filter(None, said))}]"


def _weights(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    from directives.document.draft import read_draft_table

    return read_draft_table(file)


def _print(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
