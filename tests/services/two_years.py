"""Hai năm liên tiếp: a small campaign with the steps that end a year; who approves; what must stand in the end.

Three communes of Lâm Đồng, from the example. Two walks look at the same: one calls the services, one the flows.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from directives.followup.next_year import LAST_YEAR_FILE
from directives.followup.plan import ActKind, Due, Plan, Step, SyntheticReturns
from directives.register.books import BookKey
from sipas_engine.bundle.archive import read_bundle
from sipas_engine.bundle.verify import verified
from tests.workspaces import VIETNAM, calendar
from workflows.services.approve_edition import approve_edition
from workflows.services.books import entries
from workflows.services.campaign_state import campaign_state, running_campaigns
from workflows.services.campaign_status import timeline_of
from workflows.services.followup_state import followup_state
from workflows.services.publish_bundle import campaign_publications
from workflows.services.publishing_rights import grant_publishing
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "campaigns" / "lam-dong-2026" / "plan.toml"
UNITS = (
    "ubnd-xa-cu-jut-24640",
    "ubnd-xa-dak-mil-24670",
    "ubnd-phuong-bac-gia-nghia-24611",
)
ID, NEXT, THIRD = "lam-dong-2025", "lam-dong-2026", "lam-dong-2027"
FIRST, LAST = date(2025, 9, 15), date(2027, 3, 31)
#: The first one approves so many days after the edition was prepared, the second one so many.
WAITS = {"Nguyễn An": 2, "Trần Bình": 6}
ANCHORS = {"T0": date(2025, 9, 15), "F0": date(2025, 10, 6), "F1": date(2025, 10, 24)}
PUBLISH = Step(
    "cong_bo",
    "Công bố bộ kết quả",
    ActKind.PUBLISH,
    Due(anchor="quyet_dinh", working_days=5),
    after=("quyet_dinh",),
)
OPEN = Step(
    "mo_dot_sau",
    "Mở đợt của năm sau",
    ActKind.OPEN_NEXT,
    Due(anchor="cong_bo", working_days=10),
    after=("cong_bo",),
)


def small_plan(returns: SyntheticReturns | None) -> tuple[Plan, dict[str, str]]:
    """Kế hoạch nhỏ: with the drafts of the example, as if they had been written for the year 2025.

    Without made-up ``returns`` the forms are awaited from people.
    """
    plan, drafts = read_plan(EXAMPLE)
    # The report with its many charts is shown by the demonstration; here it would be most of the time.
    drafts = {
        name: text.replace(" (chi tiết tại Báo cáo số {{ docs.bao_cao.number }} {{ docs.bao_cao.on }})", "")
        for name, text in drafts.items()
        if name != "drafts/bao-cao.toml"
    }
    steps = tuple(
        replace(step, after=tuple("tinh_chi_so" if code == "bao_cao" else code for code in step.after))
        for step in plan.steps
        if step.code != "bao_cao"
    )
    small = replace(
        plan,
        id=ID,
        title="Đo lường sự hài lòng của người dân năm 2025, tỉnh Lâm Đồng",
        units=UNITS,
        anchors=ANCHORS,
        steps=(*steps, PUBLISH, OPEN),
        last_year="",
        synthetic_returns=returns,
    )
    written = {name: text.replace("năm 2026", "năm 2025") for name, text in drafts.items()}
    written.pop(plan.last_year)
    return small, written


@dataclass
class Clock:
    """Đồng hồ ảo: at half past seven of its day."""

    day: date

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 7, 30, tzinfo=VIETNAM)


def begun(desk: Workspace, returns: SyntheticReturns | None) -> None:
    """Mở đợt đầu: all that people do but for their approvals."""
    start_campaign(desk, *small_plan(returns))
    for person in WAITS:
        grant_publishing(desk, person, "Quyết định phân công")


def next_morning(desk: Workspace, day: date) -> date:
    """Buổi sáng tiếp theo: the next working day while something is open that is due; else the next day with work.

    The mornings between them are left out: the schedule would find nothing to do.
    """
    tomorrow = calendar().add_working_days(day, 1)
    ahead = [
        due
        for campaign in running_campaigns(desk)
        for duty in followup_state(desk, campaign).board(tomorrow).open_duties()
        if (due := duty.duty.due) is not None
    ]
    return max(tomorrow, min(ahead, default=LAST + timedelta(days=1)))


def let_people_approve(desk: Workspace, day: date) -> None:
    """Hai người duyệt: each one's row on the first morning seen after the days that person takes."""
    for campaign in running_campaigns(desk):
        for edition in campaign_publications(desk, campaign):
            waited = (day - date.fromisoformat(edition.prepared_at[:10])).days
            for person, days in WAITS.items():
                if waited >= days and not edition.approved_by:
                    approve_edition(replace(desk, actor=person), campaign, edition.edition)


class TwoYears:
    """Điều phải có sau mười tám tháng: whoever walked them."""

    def test_both_years_are_over_and_the_third_is_open(self, walked: Workspace) -> None:
        assert list(running_campaigns(walked)) == [ID, NEXT, THIRD]
        for campaign in (ID, NEXT):
            rows = timeline_of(walked, campaign)
            assert [(row.step, row.done, row.owed) for row in rows if row.done != row.owed] == []

    def test_each_year_has_its_public_bundle_approved_by_two(self, walked: Workspace) -> None:
        assert walked.public is not None
        for campaign in (ID, NEXT):
            (edition,) = campaign_publications(walked, campaign)
            assert edition.approved_by == "trần bình"
            bundle = read_bundle(walked.public / campaign / "an-ban-1")
            assert verified(campaign, bundle, known=edition.manifest_sha256, program="").findings == ()

    def test_the_second_year_stands_beside_the_first(self, walked: Workspace) -> None:
        state = campaign_state(walked, NEXT)
        assert state.plan.last_year == LAST_YEAR_FILE
        assert {name: day.isoformat() for name, day in state.plan.anchors.items()} == {
            "T0": "2026-09-15",  # a Tuesday
            "F0": "2026-10-06",  # a Tuesday
            "F1": "2026-10-26",  # 24/10/2026 is a Saturday
        }
        directive = next(
            entry
            for entry in entries(walked)
            if entry.document.issuer == "ubnd-tinh-lam-dong" and entry.document.issued_on == date(2026, 9, 24)
        )
        assert (
            "Rút kinh nghiệm từ đợt trước (Đo lường sự hài lòng của người dân năm 2025, tỉnh Lâm Đồng):"
            in str(directive.document)
        )

    def test_numbers_begin_again_on_the_first_of_january(self, walked: Workspace) -> None:
        books: dict[BookKey, list[int]] = {}
        for entry in entries(walked):
            books.setdefault(entry.book, []).append(entry.number)
            assert entry.book.year == entry.document.issued_on.year
        assert {key.year for key in books} == {2025, 2026, 2027}
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in books.values())

    def test_no_document_is_dated_on_a_day_off_and_the_books_are_whole(self, walked: Workspace) -> None:
        assert [e for e in entries(walked) if not calendar().is_working_day(e.document.issued_on)] == []
        assert list(verify_books(walked).problems) == []
