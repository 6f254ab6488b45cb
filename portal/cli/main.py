"""Chương trình ``vanthu``: chooses the language, runs a command, words every refusal.

Exit codes: 0 fine, 1 findings, 2 refused or bad input, 3 cannot be done on this machine.
"""

import gc
import os
import sys
from collections.abc import Sequence

import click

from directives.errors import N_, DirectiveError
from portal.cli import (
    calendar,
    campaign,
    copying,
    demo,
    documents,
    edxml,
    evaluation,
    fieldwork,
    findings,
    fixing,
    followup,
    forms,
    improvement,
    incoming,
    index,
    lineage,
    merge,
    next_step,
    one_stop,
    operation,
    pdf,
    people,
    petitions,
    publication,
    questions,
    recheck,
    reform_report,
    register,
    returns,
    sample,
    send,
    serving,
    signing,
    slips,
    telling,
    template,
    work_files,
)
from portal.cli.refusals import report
from portal.messages import LANGUAGES, _, use_language


class UnknownLanguage(DirectiveError):
    """Không có ngôn ngữ này: the program speaks Vietnamese and English."""

    kind = "unknown_language"
    template = N_("The language “{language}” is not known. There are: vi, en.")


def main() -> None:
    """Vào chương trình: the console script."""
    # What was just loaded is no garbage: looking through it again and again is a tenth of a short command's time.
    gc.set_threshold(50_000, 50, 100)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Chạy: one command line as an exit code; whatever goes wrong is said in words."""
    language, rest = _language(arguments)
    use_language(language if language in LANGUAGES else LANGUAGES[0])
    if language not in LANGUAGES:
        return report(UnknownLanguage(where="--lang", language=language), as_json="--json" in rest)
    try:
        outcome = program().main(args=rest, prog_name="vanthu", standalone_mode=False)
    except BaseException as error:
        return report(error, as_json="--json" in rest)
    return outcome if isinstance(outcome, int) else 0


def program() -> click.Group:
    """Chương trình: every command, with its help in the chosen language."""
    group = click.Group(
        "vanthu",
        help=_("Văn Thư: from the Ministry's plan to the published decision."),
        epilog=_("“--lang en” shows everything in English."),
        no_args_is_help=True,
    )
    modules = (
        demo,
        documents,
        copying,
        merge,
        slips,
        template,
        pdf,
        serving,
        signing,
        register,
        incoming,
        petitions,
        next_step,
        work_files,
        send,
        edxml,
        campaign,
        followup,
        calendar,
        operation,
        people,
        questions,
        sample,
        forms,
        fieldwork,
        returns,
        recheck,
        index,
        publication,
        improvement,
        telling,
        one_stop,
        evaluation,
        reform_report,
        findings,
        fixing,
        lineage,
    )
    for module in modules:
        for command in module.commands():
            group.add_command(command)
    return group


def _language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Ngôn ngữ: ``--lang`` anywhere on the line, else VANTHU_LANG, else Vietnamese."""
    chosen = os.environ.get("VANTHU_LANG", LANGUAGES[0])
    rest: list[str] = []
    waiting = False
    for argument in arguments:
        if waiting:
            chosen, waiting = argument, False
        elif argument == "--lang":
            waiting = True
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    return chosen, rest
