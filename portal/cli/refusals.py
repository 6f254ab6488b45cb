"""Lời từ chối: every way a command can end badly, in words and as an exit code; never a traceback."""

import json
import sys
import traceback
from datetime import datetime

import click

from directives.errors import DirectiveError
from directives.text import shown_name
from portal.messages import _, worded
from sipas_engine.errors import SipasError
from workflows.settings import read_settings

#: Kinds of refusal that mean "this machine cannot", not "this input is wrong".
_CANNOT_HERE = frozenset(
    {
        *("database_unavailable", "not_writable", "missing_program", "missing_package", "not_started"),
        *("no_text_layer", "no_recognition"),
    }
)


def report(error: BaseException, *, as_json: bool) -> int:
    """Báo lỗi: say what went wrong, on standard error or as JSON on standard output; returns the exit code."""
    match error:
        case DirectiveError() | SipasError():
            wording = worded(error)
            details = {"kind": error.kind, "message": str(wording), "where": shown_name(error.where)}
            code = 3 if error.kind in _CANNOT_HERE else 2
        case click.exceptions.Exit():
            return error.exit_code
        case click.ClickException():
            context = getattr(error, "ctx", None)
            details = {
                "kind": "usage",
                "message": error.format_message(),
                "where": context.command_path if context else "vanthu",
            }
            code = 2
        case click.Abort() | KeyboardInterrupt():
            details = {
                "kind": "stopped",
                "message": _("Stopped. Run the same command again to go on."),
                "where": "",
            }
            code = 2
        case OSError():
            details = {
                "kind": "file_error",
                "message": _("{file}: {reason}.").format(
                    file=error.filename or "", reason=_(error.strerror or str(error))
                ),
                "where": str(error.filename or ""),
            }
            code = 2
        case SystemExit():
            return error.code if isinstance(error.code, int) else 2
        case _:
            details = {"kind": "defect", "message": _defect(error), "where": ""}
            code = 3
    if as_json:
        print(json.dumps({"error": details}, ensure_ascii=False))
    else:
        print(_("Error: {message}").format(message=details["message"]), file=sys.stderr)
    return code


def _defect(error: BaseException) -> str:
    """Lỗi của chương trình: our own fault; the details go to a file, the person gets its name."""
    log = read_settings().home / "loi-chuong-trinh.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as handle:
            handle.write(f"--- {datetime.now().astimezone().isoformat(timespec='seconds')}\n")
            handle.writelines(traceback.format_exception(error))
        place = str(log)
    except OSError:
        place = "–"
    return _(
        "This is a defect of the program ({kind}). Details are in {log}; please send us that file."
    ).format(kind=type(error).__name__, log=place)
