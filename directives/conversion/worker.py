"""Tiến trình con: reads a request and one file from standard input, writes plain values as JSON to standard output.

The request is one line of JSON, the file all that follows.

It imports only what its task needs. Everything that goes wrong leaves as ``{"error": …}``; what the limits
stop leaves nothing, and the parent says so.
"""

import json
import resource
import sys
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from directives.conversion.errors import BrokenFile, ConversionLimit, RefusedFile
from directives.conversion.limits import Limits, limits, recognition_limits


def convert(task: str, content: bytes, granted: Limits, request: Mapping[str, Any]) -> dict[str, Any]:
    """Chuyển đổi: does one task: word, annotate, mend, template, pdf, html… Raises RefusedFile."""
    if task == "word":
        from directives.conversion.package import Package
        from directives.conversion.word_links import refuse_links
        from directives.conversion.word_reader import read_package

        package = Package(content, granted)
        refuse_links(package)
        return read_package(package, soft_hyphens=bool(request.get("soft_hyphens"))).to_json()
    if task == "annotate":
        from directives.conversion.word_comments import Comment, annotated

        comments = [Comment(**comment) for comment in request["comments"]]
        return {"file": b64encode(annotated(content, granted, comments)).decode()}
    if task == "mend":
        return _mended(content, granted, request)
    if task == "template":
        from directives.conversion.template_reader import read_template

        return read_template(content, granted).to_json()
    if task == "pdf":
        from directives.conversion.pdf_reader import plain_text, read_pdf

        pages = read_pdf(content, granted)
        return {"pages": [plain_text(page) for page in pages], "printed": [page.to_json() for page in pages]}
    if task == "pictures":
        from directives.conversion.page_picture import sizes_of_pictures

        return {"sizes": sizes_of_pictures(content, granted, recognition_limits())}
    if task == "page_picture":
        from directives.conversion.page_picture import picture_of_page

        index, bands = request["index"], request.get("bands", ())
        picture = picture_of_page(content, index, granted, recognition_limits(), bands)
        text, red = (b64encode(one).decode() for one in (picture.text, picture.red))
        return {"file": text, "red": red, "dots": picture.dots}
    if task == "drawn_pages":
        return _drawn(content, granted, request)
    if task == "pdf_layout":
        from directives.conversion.pdf_layout import read_pdf_layout

        return read_pdf_layout(content, granted).to_json()
    if task == "html":
        from directives.conversion.html_reader import read_html

        return {"blocks": read_html(content)}
    if task == "pasted":
        from directives.conversion.pasted_html import read_pasted

        return read_pasted(content)
    if task == "edxml":
        from directives.conversion.edxml_reader import read_edxml

        return read_edxml(content, granted)
    if task == "sheets":
        return {"sheets": _sheets(content, granted)}
    if task == "picture":
        from directives.conversion.picture_reader import read_picture

        return read_picture(content)
    raise ValueError(f"unknown task {task!r}")


def _mended(content: bytes, granted: Limits, request: Mapping[str, Any]) -> dict[str, Any]:
    """Tệp đã sửa: the new bytes, what they show, and the edits that were not made (by place) with the reason."""
    from directives.conversion.word_edits import edit_from_json
    from directives.conversion.word_reader import read_word
    from directives.conversion.word_writer import edited

    done = edited(content, granted, [edit_from_json(edit) for edit in request["edits"]])
    return {
        "file": b64encode(done.content).decode(),
        "layout": read_word(done.content, granted).to_json(),
        "not_made": {str(place): reason for place, reason in done.not_made.items()},
    }


def _drawn(content: bytes, granted: Limits, request: Mapping[str, Any]) -> dict[str, Any]:
    """Trang đã vẽ: pictures as text, since only text leaves this process."""
    from directives.conversion.page_drawing import drawn_pages

    drawn = drawn_pages(content, granted, int(request["first"]), int(request["count"]))
    pages = [page | {"picture": b64encode(page["picture"]).decode()} for page in drawn["pages"]]
    return drawn | {"pages": pages}


def _sheets(content: bytes, granted: Limits) -> list[dict[str, Any]]:
    """Các trang tính: of a workbook or, where it is no zip, the one table of a csv."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from directives.conversion.sheet_reader import read_sheets

        return read_sheets(content, granted)
    from directives.conversion.csv_reader import read_csv

    return [{"name": "", "rows": read_csv(content), "merged": [], "faults": []}]


def main() -> None:
    """Chạy: limits itself, then converts standard input by the task named in the first argument."""
    granted = limits()
    resource.setrlimit(resource.RLIMIT_AS, (granted.memory_bytes, granted.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (granted.cpu_seconds, granted.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (granted.output_bytes, granted.output_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        request = json.loads(sys.stdin.buffer.readline())
        answer = convert(sys.argv[1], sys.stdin.buffer.read(), granted, request)
    except RefusedFile as error:
        answer = {"error": {"kind": error.kind, "fields": {k: str(v) for k, v in error.fields.items()}}}
    except MemoryError:
        answer = {"error": {"kind": ConversionLimit.kind, "fields": {"resource": "memory"}}}
    except (ValueError, KeyError, IndexError, TypeError, RecursionError, OSError) as error:
        # hostile content may break a parser anywhere; a broken file is an answer, not a crash of ours
        answer = {"error": {"kind": BrokenFile.kind, "fields": {"reason": type(error).__name__}}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
