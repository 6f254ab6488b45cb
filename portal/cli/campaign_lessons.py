"""Bài học của đợt: ``campaign lessons`` and ``campaign lesson show|correct|strike|remedy|letter``."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import N_, _

if TYPE_CHECKING:
    from directives.results_use.lesson_items import Figure, Gap, LessonItem
    from sipas_engine.recheck.share_change import ShareChange
    from workflows.services.results_use.lesson_book import GivenLesson

_KINDS = {
    "late": N_("Late units"),
    "imbalances": N_("Forms missing"),
    "rejected": N_("Rejected forms"),
    "checks": N_("Supervision and re-check"),
}


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    campaign = click.Argument(["campaign"])
    lessons = click.Command(
        "lessons",
        callback=_lessons,
        help=_("What the books of CAMPAIGN say of how it went, as the next directive quotes it."),
        params=[
            campaign,
            options.on_day(),
            click.Option(["--items"], is_flag=True, help=_("one by one, with figures and who is to mend it")),
            click.Option(["--compare"], default="", help=_("beside the figures of this later campaign")),
            click.Option(
                ["--as-duties", "duties_of"],
                default="",
                help=_("makes duties of them in the plan of this next campaign, once"),
            ),
            click.Option(["--due"], type=options.DAY, help=_("their deadline; left out, before F0")),
            options.as_json(),
        ],
    )
    return [lessons, _one_lesson(campaign)]


def _one_lesson(campaign: click.Argument) -> click.Group:
    code = click.Argument(["code"])
    reason = click.Option(["--reason"], required=True, help=_("why"))
    to = click.Option(["--to"], default="", help=_("the addressee in words, where the plan names no Post"))
    group = click.Group("lesson", help=_("The lessons which CAMPAIGN is to mend, and what came of them."))
    for command in (
        click.Command(
            "show",
            callback=_show,
            help=_("Each lesson: who is to mend it, what was done, and this year's figure."),
            params=[campaign, click.Option(["--on"], type=options.DAY, help=_("the day")), options.as_json()],
        ),
        click.Command(
            "correct",
            callback=_correct,
            help=_("Another sentence for a lesson; its figure stays, and so does the first sentence."),
            params=[
                campaign,
                code,
                click.Option(["--text"], required=True, help=_("the new sentence")),
                reason,
                options.as_json(),
            ],
        ),
        click.Command(
            "strike",
            callback=_strike,
            help=_("Strikes a lesson: it is quoted no more and becomes no duty."),
            params=[campaign, code, reason, options.as_json()],
        ),
        click.Command(
            "remedy",
            callback=_remedy,
            help=_("Writes down what was done about a lesson; it hands its duty in."),
            params=[
                campaign,
                code,
                click.Option(["--unit"], required=True, help=_("who is to mend it, by its id")),
                click.Option(["--text"], required=True, help=_("what was done")),
                click.Option(["--document"], default="", help=_("the document which says so")),
                options.as_json(),
            ],
        ),
        click.Command(
            "letter",
            callback=_letter,
            help=_("The letter to the Post with each lesson as a point: a file, or issued with a number."),
            params=[
                campaign,
                to,
                click.Option(["-o", "--output"], type=options.FILE, help=_("the file to write")),
                click.Option(["--issue"], is_flag=True, help=_("issues it, with a number")),
                options.as_json(),
            ],
        ),
    ):
        group.add_command(command)
    return group


def _lessons(
    campaign: str,
    on: datetime,
    items: bool,
    compare: str,
    duties_of: str,
    due: datetime | None,
    as_json: bool,
) -> None:
    from workflows.services.campaign_lessons import campaign_lessons
    from workflows.wiring import open_workspace

    if duties_of:
        _as_duties(campaign, duties_of, due, as_json)
        return
    workspace = open_workspace()
    if items or compare:
        _items(campaign, compare, on, as_json)
        return
    found = asdict(campaign_lessons(workspace, campaign, on.date()))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for kind, title in _KINDS.items():
        click.echo(f"{_(title)}:")
        for sentence in found[kind]:
            click.echo(f"  - {sentence}")


def _as_duties(campaign: str, duties_of: str, due: datetime | None, as_json: bool) -> None:
    from workflows.services.results_use.lesson_acts import lessons_as_duties
    from workflows.wiring import open_workspace

    found = lessons_as_duties(
        open_workspace(), duties_of, due=due.date() if due else None, taught_by=campaign
    )
    if as_json:
        said = {"campaign": duties_of, "version": found.version, "steps": list(found.steps)}
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not found.version:
        click.echo(_("Every lesson is a duty already."))
    else:
        said_ = _("{count} steps were added to the plan of {campaign} (edition {version}):")
        click.echo(said_.format(count=len(found.steps), campaign=duties_of, version=found.version))
        for change in found.dues:
            click.echo(
                f"  - {change.step}: {change.name}" + (f" ({change.new:%d/%m/%Y})" if change.new else "")
            )


def _items(campaign: str, compare: str, on: datetime, as_json: bool) -> None:
    from workflows.services.results_use.lesson_book import lessons_between, lessons_of
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    rows: list[dict[str, Any]] = []
    if compare:
        for item, now, change, verdict in lessons_between(workspace, campaign, compare, on.date()):
            rows.append(_told_item(item) | _told_now(now, change) | {"verdict": verdict.value})
    else:
        rows = [_told_item(item) for item in lessons_of(workspace, campaign, on.date())]
    if as_json:
        answer = {"campaign": campaign, "compared_with": compare or None, "items": rows}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['code']}: {row['text']}{_said_now(row)}")


def _show(campaign: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.results_use.lesson_book import lesson_book
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    book = lesson_book(workspace, campaign, on.date() if on else workspace.today())
    rows = [_told(one) for one in book.lessons]
    if as_json:
        answer = {
            "campaign": campaign,
            "source": book.source,
            "compared_with": book.compared,
            "lessons": rows,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(_("Lessons of: {source}").format(source=book.source or "–"))
    for row in rows:
        struck = " " + _("(struck: {reason})").format(reason=row["reason"]) if row["struck"] else ""
        owner = row["owner"] or _("the office which runs the survey")
        click.echo(f"{row['code']} [{owner}]: {row['text']}{struck}{_said_now(row)}")
        if row["remedy"]:
            click.echo("  " + _("Done about it: {text}").format(text=row["remedy"]["text"]))
    if not rows:
        for sentence in book.sentences:
            click.echo(f"  - {sentence}")


def _correct(campaign: str, code: str, text: str, reason: str, as_json: bool) -> None:
    from workflows.services.results_use.lesson_acts import correct_lesson
    from workflows.wiring import open_workspace

    _say(correct_lesson(open_workspace(), campaign, code, text=text, reason=reason), as_json)


def _strike(campaign: str, code: str, reason: str, as_json: bool) -> None:
    from workflows.services.results_use.lesson_acts import correct_lesson
    from workflows.wiring import open_workspace

    _say(correct_lesson(open_workspace(), campaign, code, struck=True, reason=reason), as_json)


def _remedy(campaign: str, code: str, unit: str, text: str, document: str, as_json: bool) -> None:
    from workflows.services.results_use.lesson_acts import write_remedy
    from workflows.wiring import open_workspace

    _say(write_remedy(open_workspace(), campaign, code, unit=unit, text=text, document=document), as_json)


def _letter(campaign: str, to: str, output: Path | None, issue: bool, as_json: bool) -> None:
    from storage.files import write_whole
    from workflows.services.results_use.lesson_letter import issue_lesson_letter, lesson_letter_file
    from workflows.wiring import open_workspace

    if (output is None) == (not issue):
        raise click.UsageError(_("Give either -o or --issue."))
    workspace = open_workspace()
    number = ""
    if output is None:
        number = str(issue_lesson_letter(workspace, campaign, to=to).entry.document.number)
    else:
        write_whole(output, lesson_letter_file(workspace, campaign, on=workspace.today(), to=to))
    if as_json:
        click.echo(json.dumps({"number": number or None, "file": str(output) if output else None}))
    else:
        click.echo(_("Issued: {number}.").format(number=number) if number else str(output))


def _say(one: "GivenLesson", as_json: bool) -> None:
    row = _told(one)
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    click.echo(_("Written down."))
    click.echo(f"{row['code']}: {row['text']}")


def _told(one: "GivenLesson") -> dict[str, Any]:
    remedy = one.remedy
    return {
        **_told_item(one.item),
        "as_counted": one.as_counted,
        "struck": one.struck,
        "reason": one.correction.reason if one.correction else "",
        "remedy": remedy
        and {"text": remedy.text, "document": remedy.document, "day": remedy.day.isoformat()},
        **_told_now(one.now, one.change),
        "verdict": one.verdict.value,
        "step": one.step,
        "state": one.state.value if one.state else None,
    }


def _told_item(item: "LessonItem") -> dict[str, Any]:
    return {
        "code": item.code,
        "kind": item.kind.value,
        "owner": item.owner,
        "unit": item.unit,
        "count": item.count,
        "of": item.of,
        "text": item.text,
        "asked": item.asked,
    }


def _told_now(now: "Figure | Gap", change: "ShareChange | None") -> dict[str, Any]:
    from directives.results_use.lesson_items import Gap

    return {
        "now": None if isinstance(now, Gap) else {"count": now.count, "of": now.of},
        "why_unknown": now.why if isinstance(now, Gap) else "",
        "interval_now": [round(change.after.lower, 2), round(change.after.upper, 2)] if change else None,
        "difference": round(change.difference, 2) if change else None,
        "interval_of_difference": [round(change.lower, 2), round(change.upper, 2)] if change else None,
    }


def _said_now(row: dict[str, Any]) -> str:
    from directives.results_use.lesson_items import MENDING_WORDS, Mending, figure_shown

    if "verdict" not in row:
        return ""
    words = MENDING_WORDS[Mending(row["verdict"])]
    now = figure_shown(row["now"]["count"], row["now"]["of"]) if row["now"] else row["why_unknown"]
    return f" | {figure_shown(row['count'], row['of'])} → {now}: {words}"
