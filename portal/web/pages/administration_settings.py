"""Quản trị: how offices number, which days are off, what the question sets ask."""

from collections import defaultdict
from datetime import date
from typing import Annotated

from fastapi import Form, Response, UploadFile

from directives.calendar.working_days import FIRST_YEAR, LAST_YEAR
from directives.document.kinds import DocumentType
from directives.errors import DirectiveError
from portal.messages import Refusal, _, worded
from portal.web.access import Doors
from portal.web.visit import Visiting
from sipas_engine.errors import SipasError
from sipas_engine.methods.built_in import built_in, built_in_codes
from sipas_engine.methods.periods import periods
from sipas_engine.methods.question_file import load_question_set
from sipas_engine.methods.question_set import QuestionSet
from storage.series_policies import DecidedPolicy
from workflows.services.accounts.offices_meant import home_offices, office_meant
from workflows.services.accounts.roles import Act
from workflows.services.administering.days_off import adopt_one_day, adopt_sent_days, days_of_year
from workflows.services.administering.sent_file import as_file
from workflows.services.set_series_policy import policy_of, series_policies_of, set_series_policy
from workflows.settings import read_settings

doors = Doors(prefix="/quan-tri")
Typed = Annotated[str, Form(max_length=2000)]


@doors.page("/so", Act.ADMINISTER)
def series(visit: Visiting) -> Response:
    """Cách đánh số: what was decided for each office, from which year on."""
    return _series(visit, {})


@doors.submit("/so", Act.ADMINISTER)
def decide_series(
    visit: Visiting, office: Typed, from_year: Typed, basis: Typed, groups: Typed = "", rest: Typed = ""
) -> Response:
    """Đặt cách đánh số: one group of types on each line; refused for years which have books already."""
    typed = {"office": office, "from_year": from_year, "basis": basis, "groups": groups, "rest": rest}
    try:
        policy = policy_of([line for line in groups.splitlines() if line.strip()], rest)
        year = int(from_year) if from_year.strip().isdecimal() and len(from_year) < 6 else 0
        owner = office_meant(visit.workspace, office)
        set_series_policy(visit.workspace, DecidedPolicy(owner, year, policy, basis))
    except (DirectiveError, SipasError) as refusal:
        return _series(visit, typed, refusal)
    return visit.go("/quan-tri/so", said=_("The decision holds from {year} on.").format(year=year))


@doors.page("/ngay-nghi", Act.ADMINISTER)
def days_off(visit: Visiting, nam: int = 0) -> Response:
    """Ngày nghỉ: of a year, with the paper which announced each."""
    return _days_off(visit, nam)


@doors.submit("/ngay-nghi", Act.ADMINISTER)
def adopt_day(visit: Visiting, day: Typed, works: Typed, basis: Typed) -> Response:
    """Nhận một ngày: off, or a working day in its place; the due days which rest on it are told again."""
    typed = {"day": day, "works": works, "basis": basis}
    try:
        adopt_one_day(
            visit.workspace, read_settings().calendar, date.fromisoformat(day), works == "yes", basis
        )
    except ValueError:
        return _days_off(visit, 0, typed=typed, message=_("Choose a day."))
    except (DirectiveError, SipasError) as refusal:
        return _days_off(visit, 0, refusal, typed)
    return visit.go(f"/quan-tri/ngay-nghi?nam={day[:4]}", said=_("The day was taken into the calendar."))


@doors.submit("/ngay-nghi/tep", Act.ADMINISTER)
def adopt_days_of_file(visit: Visiting, file: UploadFile) -> Response:
    """Nhận danh sách ngày: as a decree announces them, in a TOML file."""
    try:
        count = adopt_sent_days(
            visit.workspace, read_settings().calendar, file.file.read(), file.filename or ""
        )
    except (DirectiveError, SipasError) as refusal:
        return _days_off(visit, 0, refusal)
    return visit.go(
        "/quan-tri/ngay-nghi", said=_("{count} days were taken into the calendar.").format(count=count)
    )


@doors.page("/bo-cau-hoi", Act.ADMINISTER)
def question_sets(visit: Visiting) -> Response:
    """Bộ câu hỏi: those which come with the program, and the period of each."""
    return _question_sets(visit)


@doors.submit("/bo-cau-hoi", Act.ADMINISTER)
def check_question_set(visit: Visiting, file: UploadFile) -> Response:
    """Kiểm tra bộ câu hỏi: a file of one's own is read as a campaign would read it; nothing is kept."""
    with as_file(file.file.read(), file.filename or "") as sent:
        try:
            found = load_question_set(sent)
        except (DirectiveError, SipasError) as refusal:
            return _question_sets(visit, refusal)
    return _question_set(visit, found, own=True)


@doors.page("/bo-cau-hoi/{code}", Act.ADMINISTER)
def question_set(visit: Visiting, code: str) -> Response:
    """Một bộ câu hỏi: its elements and criteria."""
    return _question_set(visit, built_in(code), own=False)


def _series(visit: Visiting, typed: dict[str, str], refusal: Refusal | None = None) -> Response:
    return visit.page(
        "administration/series.html",
        status=422 if refusal else 200,
        decided=series_policies_of(visit.workspace),
        types=list(DocumentType),
        typed=defaultdict(str, typed),
        around=home_offices(visit.workspace),
        refusal=worded(refusal) if refusal else None,
    )


def _days_off(
    visit: Visiting,
    year: int,
    refusal: Refusal | None = None,
    typed: dict[str, str] | None = None,
    message: str = "",
) -> Response:
    shown = year if FIRST_YEAR <= year <= LAST_YEAR else visit.workspace.today().year
    wrong = refusal is not None or bool(message)
    return visit.page(
        "administration/days_off.html",
        status=422 if wrong else 200,
        found=days_of_year(visit.workspace, shown),
        typed=defaultdict(str, typed or {}),
        refusal=worded(refusal) if refusal else None,
        message=message,
    )


def _question_sets(visit: Visiting, refusal: Refusal | None = None) -> Response:
    return visit.page(
        "administration/question_sets.html",
        status=422 if refusal else 200,
        sets=[(code, built_in(code)) for code in built_in_codes()],
        periods=periods(),
        refusal=worded(refusal) if refusal else None,
    )


def _question_set(visit: Visiting, found: QuestionSet, *, own: bool) -> Response:
    return visit.page("administration/question_set.html", found=found, own=own)
