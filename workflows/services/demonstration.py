"""Trình diễn: two whole campaigns and the five real letters, from the examples that come with the program."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import examples
from directives.document.compose import compose
from directives.document.draft import read_draft
from directives.document.model import Document
from directives.followup.duties import due_dates
from directives.followup.plan import Plan
from directives.numbers import whole_number
from directives.register.books import BookKey, book_of
from directives.rendering.render import render
from sipas_engine.index.rounding import decimal_comma
from storage import register
from storage.database import reading
from workflows.services.books import book_keys, open_book
from workflows.services.campaign_edition import campaign_edition
from workflows.services.campaign_state import campaign_state, running_campaigns
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import issue_document, make_file
from workflows.services.issue_draft import file_name
from workflows.services.publish_result import published_campaign
from workflows.services.published_files import MANIFEST, PublishedFile, write_bundle
from workflows.services.start_campaign import read_plan
from workflows.services.workspace import Workspace

EXAMPLES = examples.FOLDER
#: Hai đợt của trình diễn: the other examples are surveys of one district only, for the year which uses a result.
CAMPAIGNS = ("dak-nong-2021", "lam-dong-2026")


@dataclass(frozen=True, slots=True)
class Letter:
    """Công văn thật: an example's name, its draft, and the last number on paper before it.

    ``last_number`` None: the number cannot be read in the source, so none is given. ``campaign_act`` names
    the act of a campaign that issues it already.
    """

    name: str
    draft: Path
    last_number: int | None
    campaign_act: str = ""

    @property
    def key(self) -> str:
        """Khóa lặp: under which the letter is numbered once."""
        return self.campaign_act or f"letter/{self.name}"


def campaign_plans() -> Iterator[tuple[Plan, dict[str, str]]]:
    """Kế hoạch mẫu: the plans of the two whole campaigns with their drafts, oldest first."""
    plans = [read_plan(EXAMPLES / "campaigns" / name / "plan.toml") for name in CAMPAIGNS]
    yield from sorted(plans, key=lambda found: min(found[0].anchors.values()))


def end_of(workspace: Workspace, plan: Plan) -> date:
    """Ngày cuối của đợt: when its last step is due."""
    return max(due_dates(plan, workspace.calendar).values())


def letters() -> Iterator[Letter]:
    """Năm công văn thật: as listed in the examples."""
    table = tomllib.loads((EXAMPLES / "letters" / "letters.toml").read_text(encoding="utf-8"))
    for row in table["letter"]:
        draft = EXAMPLES / "letters" / row["name"] / "draft.toml"
        yield Letter(row["name"], draft, row.get("last_number"), row.get("campaign_act", ""))


def issue_letters(workspace: Workspace) -> None:
    """Phát hành công văn thật: each takes its real number, since its book is opened after the one before."""
    for letter in letters():
        if letter.last_number is None:
            continue
        document = _document(workspace, letter)
        _open_once(workspace, book_of(document), letter.last_number)
        note = "Công văn thật, chép lại"
        issue_document(workspace, document, idempotency_key=letter.key, note=note, gate=refuse_bad_form)


def publish(workspace: Workspace, folder: Path) -> int:
    """Công bố trình diễn: all campaigns, the letters and the manifest; returns how many files."""
    found = [
        file for campaign in running_campaigns(workspace) for file in published_campaign(workspace, campaign)
    ]
    return write_bundle(folder, [*found, *_published_letters(workspace)])


def _published_letters(workspace: Workspace) -> Iterator[PublishedFile]:
    for letter in letters():
        with reading(workspace.engine) as connection:
            entry = register.by_idempotency_key(connection, letter.key)
        if entry is None:
            content = render(_document(workspace, letter)).content
            yield PublishedFile(f"cong-van-that/{letter.name}_chua-ro-so.docx", content, "document")
        else:
            content = make_file(workspace, entry).content
            path = f"cong-van-that/{file_name(entry)}"
            yield PublishedFile(path, content, "document", str(entry.document.number))


def _document(workspace: Workspace, letter: Letter) -> Document:
    return compose(read_draft(letter.draft), workspace.chart, workspace.now().date())


def _open_once(workspace: Workspace, key: BookKey, last_number: int) -> None:
    if key not in book_keys(workspace):
        open_book(workspace, key, last_number, note="Sổ giấy chuyển sang")


#: Campaign, folder of the result, file: these are named one by one, tables and pages of units are counted.
_DEPTH_OF_RESULT = 3


@dataclass(frozen=True, slots=True)
class ResultLine:
    """Kết quả một đợt: its title, the published index and the valid forms behind it, as printed."""

    title: str
    published: str
    valid_forms: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Tổng kết trình diễn: what lies in which folder, the results, and the file to look at first."""

    folders: dict[str, dict[str, int]]
    results: tuple[ResultLine, ...]
    files: int
    look_first: str


def summary_of(workspace: Workspace, folder: Path) -> Summary:
    """Tổng kết: read from the manifest that was written, and from the frozen results."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    paths = [Path(file["path"]) for file in manifest["files"]]
    folders: dict[str, dict[str, int]] = {}
    for path in paths:
        inside = folders.setdefault(path.parts[0], {})
        name = "/".join(path.parts[1:-1]) if len(path.parts) > 2 else path.name
        alone = path.parts[1] == "ket-qua" and len(path.parts) == _DEPTH_OF_RESULT
        name = "/".join(path.parts[1:]) if alone else name
        inside[name] = inside.get(name, 0) + 1
    decision = next(path for path in paths if path.parent.name.endswith("quyet-dinh"))
    lines = []
    for plan, _drafts in campaign_plans():
        whole = campaign_edition(workspace, campaign_state(workspace, plan.id)).whole
        lines.append(
            ResultLine(plan.title, decimal_comma(whole.published) or "–", whole_number(whole.n_valid))
        )
    return Summary(folders, tuple(lines), len(paths) + 1, str(decision))
