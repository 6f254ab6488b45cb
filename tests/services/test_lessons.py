"""Bài học: counted by hand from the books, each one a duty, quoted to the Post, and compared with this year's books."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.errors import DirectiveError
from directives.followup.status import DutyState
from directives.results_use.lesson_items import Figure, Gap, Mending
from storage import audit, followup_records
from storage.database import reading
from tests.services.ending_year import clock
from tests.services.lesson_scene import NEXT, POST, a_year_on, gone_wrong, went_better
from tests.services.returning import CU_JUT, ID
from tests.services.year_of_use import ID as USE
from tests.services.year_of_use import year_of_use
from tests.workspaces import fresh_workspace, workspace_at
from workflows.services.campaign_state import campaign_state
from workflows.services.followup_state import followup_state
from workflows.services.form_gate import form_problems
from workflows.services.results_use.lesson_acts import (
    LessonWordsWanted,
    NoDayForLessons,
    OtherLessons,
    correct_lesson,
    lessons_as_duties,
    write_remedy,
)
from workflows.services.results_use.lesson_book import (
    GivenLesson,
    UnknownLesson,
    lesson_book,
    lessons_between,
    lessons_of,
)
from workflows.services.results_use.lesson_letter import issue_lesson_letter, lesson_letter_file
from workflows.services.workspace import Workspace

WRITTEN = date(2022, 12, 1)
#: Code, who is to mend it, figure: counted by hand from what stands in the scene.
BY_HAND = """
    late.danh_sach.ubnd-huyen-dak-mil   ubnd-huyen-dak-mil      5/0
    imbalance.ubnd-huyen-cu-jut         buu-dien-tinh-dak-nong  14/50
    imbalance.ubnd-huyen-dak-mil        buu-dien-tinh-dak-nong  5/45
    rejected.blanks                     buu-dien-tinh-dak-nong  4/80
    supervision.sealed                  buu-dien-tinh-dak-nong  2/3
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà có bài học: made once; every test takes a copy."""
    folder = tmp_path_factory.mktemp("bai-hoc")
    a_year_on(gone_wrong(fresh_workspace(folder), folder / "ke-hoach")).engine.dispose()
    return folder


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc: on a day between the opening of the new campaign and its field work."""
    copy = shutil.copytree(home, tmp_path / "nha")
    found = workspace_at(f"sqlite:///{copy / 'vanthu.db'}", copy, clock(WRITTEN))
    yield found
    found.engine.dispose()


def book(desk: Workspace) -> dict[str, GivenLesson]:
    return {one.item.code: one for one in lesson_book(desk, NEXT, desk.today()).lessons}


def test_the_lessons_are_those_counted_by_hand(desk: Workspace) -> None:
    rows = [line.split() for line in BY_HAND.strip().splitlines()]
    assert [
        [one.code, one.owner, f"{one.count}/{one.of}"] for one in lessons_of(desk, ID, desk.today())
    ] == rows
    assert [[one.item.code, one.item.owner] for one in book(desk).values()] == [row[:2] for row in rows]


def test_each_lesson_is_a_duty_of_whoever_is_to_mend_it_before_the_field_work(desk: Workspace) -> None:
    assert lessons_as_duties(desk, NEXT, taught_by=ID).version == 2
    found = book(desk)
    assert {one.item.code: one.step for one in found.values()} == {
        "late.danh_sach.ubnd-huyen-dak-mil": "bh-late-danh_sach",
        "imbalance.ubnd-huyen-cu-jut": "bh-imbalance-ubnd-huyen-cu-jut",
        "imbalance.ubnd-huyen-dak-mil": "bh-imbalance-ubnd-huyen-dak-mil",
        "rejected.blanks": "bh-rejected-blanks",
        "supervision.sealed": "bh-supervision-sealed",
    }
    dues = {
        lane.occurrence.due for lane in followup_state(desk, NEXT).lanes if lane.step.code.startswith("bh-")
    }
    assert dues == {date(2022, 12, 13)}, "five working days before Tuesday 20/12/2022"
    assert lessons_as_duties(desk, NEXT).version == 0, "once more changes nothing"


def test_a_remedy_hands_in_the_duty_of_its_lesson_and_no_other(desk: Workspace) -> None:
    lessons_as_duties(desk, NEXT)
    write_remedy(desk, NEXT, "rejected.blanks", unit=POST, text="Đã tập huấn lại", document="12/BĐ")
    states = {code: one.state for code, one in book(desk).items() if one.item.owner == POST}
    assert states.pop("rejected.blanks") is DutyState.DONE
    assert {*states.values()} == {DutyState.NOT_DUE}
    remedy = book(desk)["rejected.blanks"].remedy
    assert remedy is not None
    assert (remedy.text, remedy.document, remedy.day) == ("Đã tập huấn lại", "12/BĐ", WRITTEN)


def test_every_version_is_kept_and_the_journal_has_no_words(desk: Workspace) -> None:
    for words in ("Lời một", "Lời hai"):
        correct_lesson(desk, NEXT, "rejected.blanks", text=words, reason="rõ hơn")
        correct_lesson(desk, NEXT, "rejected.blanks", text=words, reason="rõ hơn")
    found = book(desk)["rejected.blanks"]
    assert (found.item.text, found.item.count, found.as_counted[:20]) == (
        "Lời hai",
        4,
        "Có 4 trong số 80 phi",
    )
    with reading(desk.engine) as connection:
        versions = followup_records.versions(connection, NEXT, "lesson", "correction/rejected.blanks")
        acts = [one for one in audit.acts(connection, f"campaign/{NEXT}") if one.act == "lesson_corrected"]
    assert [content["text"] for _, _, content in versions] == ["Lời một", "Lời hai"]
    assert len(acts) == 2
    assert "Lời" not in str([act.payload for act in acts])


def test_a_struck_lesson_is_no_duty_and_stands_in_no_letter(desk: Workspace) -> None:
    correct_lesson(desk, NEXT, "supervision.sealed", struck=True, reason="đã xử lý")
    assert "bh-supervision-sealed" not in lessons_as_duties(desk, NEXT).steps
    issued = issue_lesson_letter(desk, NEXT)
    said = str(issued.entry.document)
    assert "niêm phong" not in said
    assert "Có 4 trong số 80 phiếu thu về bị loại" in said


REFUSED = [
    (
        lambda desk: correct_lesson(desk, NEXT, "khong.co", text="x", reason="x"),
        UnknownLesson,
        "no such lesson",
    ),
    (
        lambda desk: correct_lesson(desk, NEXT, "rejected.blanks", text="x", reason=" "),
        LessonWordsWanted,
        "no reason",
    ),
    (
        lambda desk: correct_lesson(desk, NEXT, "rejected.blanks", reason="x"),
        LessonWordsWanted,
        "nothing new",
    ),
    (
        lambda desk: write_remedy(desk, NEXT, "rejected.blanks", unit=CU_JUT, text="x"),
        UnknownLesson,
        "another is to mend it",
    ),
    (
        lambda desk: write_remedy(desk, NEXT, "rejected.blanks", unit=POST, text=""),
        LessonWordsWanted,
        "no words",
    ),
    (lambda desk: lessons_as_duties(desk, NEXT, due=date(2022, 12, 11)), NoDayForLessons, "a Sunday"),
    (lambda desk: lessons_as_duties(desk, NEXT, due=date(2022, 11, 30)), NoDayForLessons, "a day gone by"),
    (lambda desk: lessons_as_duties(desk, NEXT, taught_by=NEXT), OtherLessons, "another campaign's"),
]


@pytest.mark.parametrize(("act", "error", "why"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_what_cannot_be_is_refused_and_changes_nothing(  # type: ignore[no-untyped-def]  # acts are lambdas
    desk: Workspace, act, error: type[DirectiveError], why: str
) -> None:
    before = book(desk)
    with pytest.raises(error):
        act(desk)
    assert book(desk) == before, why


def test_the_letter_to_the_post_passes_the_check_and_is_issued_once(desk: Workspace, tmp_path: Path) -> None:
    lessons_as_duties(desk, NEXT)
    file = tmp_path / "cong-van.docx"
    file.write_bytes(lesson_letter_file(desk, NEXT, on=WRITTEN))
    report = check_file(file, on=WRITTEN)
    assert form_problems(report) == []
    assert [one for one in report.findings if one.severity in ("error", "warning")] == []
    first, again = issue_lesson_letter(desk, NEXT), issue_lesson_letter(desk, NEXT)
    assert first.entry.document.number == again.entry.document.number
    points = [part.text for part in first.entry.document.body if part.kind.name == "CLAUSE"]
    assert len(points) == 4, "the four of the Post; lateness of a district is none of its"


#: Lesson, this year's figure, what that shows; counted by hand.
A_YEAR_LATER = {
    "late.danh_sach.ubnd-huyen-dak-mil": (Figure(0, 0), Mending.MENDED),
    "imbalance.ubnd-huyen-cu-jut": (Figure(2, 200), Mending.MENDED),  # 28 % before, 1 % now
    "imbalance.ubnd-huyen-dak-mil": (
        Figure(1, 40),
        Mending.INCONCLUSIVE,
    ),  # 11 % before, 2,5 % of 40 forms now
    "rejected.blanks": (Figure(0, 237), Mending.MENDED),  # 5 % before, none of 237 now
    "supervision.sealed": (Gap("chưa ghi cuộc giám sát nào"), Mending.NOT_YET),
}


def test_this_years_figures_show_what_was_mended(desk: Workspace, tmp_path: Path) -> None:
    assert {one.verdict for one in book(desk).values()} == {Mending.NOT_YET}
    later = went_better(desk, tmp_path / "phieu")
    assert {code: (one.now, one.verdict) for code, one in book(later).items()} == A_YEAR_LATER
    again = lessons_between(later, ID, NEXT, later.today())
    assert {item.code: (now, verdict) for item, now, _, verdict in again} == A_YEAR_LATER


def test_the_year_of_use_mends_the_lessons_of_the_survey_whose_result_it_uses(tmp_path: Path) -> None:
    desk = year_of_use(tmp_path)
    found = lesson_book(desk, USE, desk.today())
    assert found.source == campaign_state(desk, "tam-duong-2019").plan.title
    assert [one.verdict for one in found.lessons] == [Mending.NOT_YET] * len(found.lessons)
    if found.lessons:
        with pytest.raises(NoDayForLessons):
            lessons_as_duties(desk, USE)
    desk.engine.dispose()
