"""Các cảnh của phim: who does what on which day of Tam Đường's year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Page

from tests.portal.web.browsing import DESK, PHONE
from tests.portal.web.film_plays import (
    Plays,
    a_commune_fills_it_in,
    a_late_unit_is_reminded,
    a_person_chooses,
    a_wrong_figure_goes_back,
    an_apology_is_sent,
    both_versions,
    files_without_an_apology,
    it_is_handed_in,
    it_is_issued,
    the_commune_mends_it,
    the_decision,
    the_figure_is_mended,
    the_office_sends_it_back,
    the_page_is_captured,
    the_quota,
    the_reform_report,
    the_register_is_made,
    the_remedies_become_duties,
    the_town_looks_at_its_desk,
    the_year,
    whether_it_helped,
    who_has_published,
)
from tests.services.year_of_use import BINH_LU, DISTRICT, STANDING, TA_LENG, TAM_DUONG, THEN_SIN
from workflows.services.accounts.roles import Role

#: Việc mà phim diễn thay: by their names in the acts of the year.
LEFT_TO_THE_FILM = frozenset(
    [
        "nop_so",
        "tra_so",
        "nop_lai_so",
        "chap_nhan_so",
        "kiem_tra_12_05",
        "tra_bao_cao",
        "sua_bao_cao",
        "chon",
        "quyet_dinh",
    ]
)


@dataclass(frozen=True, slots=True)
class Player:
    """Người trong phim: the account, and how the story calls the person."""

    account: str
    full_name: str
    called: str
    roles: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Cảnh: ``name`` is that of its picture, which is kept unless another scene shows the same."""

    name: str
    day: date
    who: Player
    title: str
    what: str
    plays: Plays
    size: dict[str, int] = field(default_factory=lambda: DESK)
    hour: int = 9
    #: Việc sau khi chụp: what is pressed once the picture is taken.
    then: Callable[[Page], None] | None = None
    is_pictured: bool = True

    @property
    def is_phone(self) -> bool:
        """Trên điện thoại: with a telephone's window."""
        return self.size == PHONE


OFFICER = Player(
    "noi-vu",
    "Trần Thị Mẫu",
    "The office of home affairs",
    ((Role.MONITOR, STANDING), (Role.INSPECTOR, STANDING)),
)
CHAIR = Player(
    "chu-tich",
    "Chủ tịch UBND huyện",
    "The chairman of the district",
    ((Role.MONITOR, STANDING), (Role.CLERK, DISTRICT)),
)
BINH_LU_OFFICER = Player("binh-lu", "Lò Văn Mẫu", "Bình Lư commune", ((Role.UNIT, BINH_LU),))
TOWN_OFFICER = Player("thi-tran", "Nguyễn Văn Mẫu", "Tam Đường town", ((Role.UNIT, TAM_DUONG),))
THEN_SIN_OFFICER = Player("then-sin", "Vàng Thị Mẫu", "Thèn Sin commune", ((Role.UNIT, THEN_SIN),))
TA_LENG_OFFICER = Player("ta-leng", "Giàng Văn Mẫu", "Tả Lèng commune", ((Role.UNIT, TA_LENG),))
PEOPLE = (OFFICER, CHAIR, BINH_LU_OFFICER, TOWN_OFFICER, THEN_SIN_OFFICER, TA_LENG_OFFICER)

SCENES: Sequence[Scene] = (
    Scene(
        "lap-so-khac-phuc", date(2020, 3, 31), OFFICER, "The register is made from the result",
        "One press makes the improvement register from the frozen result of 2019: each commune's weak criteria, with "
        "how they were chosen. Nobody has written anything yet.",
        the_register_is_made,
    ),
    Scene(
        "xa-dien-so", date(2020, 4, 17), BINH_LU_OFFICER, "A commune fills in its criteria",
        "Cause, remedy, responsible person, deadline and evidence of each weak criterion; then the register goes in.",
        a_commune_fills_it_in, PHONE,
    ),
    Scene(
        "tra-lai-co-ly-do", date(2020, 4, 20), OFFICER, "Sent back with a reason",
        "“Tăng cường chỉ đạo” is no remedy: the register goes back, and the reason stands with it.",
        the_office_sends_it_back, is_pictured=False,
    ),
    Scene(
        "xa-sua-so", date(2020, 4, 22), BINH_LU_OFFICER, "The commune sees why, and mends it",
        "The reason is the first thing on the page; the remedies are written anew and handed in on the last day.",
        the_commune_mends_it, PHONE, then=it_is_handed_in,
    ),
    Scene(
        "don-doc", date(2020, 4, 23), OFFICER, "A late unit is reminded",
        "Khun Há has handed in nothing: the reminder is ready as a dispatch, and is issued with a number by one press.",
        a_late_unit_is_reminded, then=it_is_issued,
    ),
    Scene(
        "giai-phap-thanh-nhiem-vu", date(2020, 4, 27), OFFICER, "Remedies become duties",
        "All registers are accepted; each remedy is a duty of its commune from now on, followed up as any other.",
        the_remedies_become_duties,
    ),
    Scene(
        "minh-chung-dang-tai", date(2020, 4, 28), BINH_LU_OFFICER, "What was published, with its hash",
        "The address, the day and a capture of the page; the capture's SHA-256 lets anybody check it later.",
        the_page_is_captured, PHONE,
    ),
    Scene(
        "ai-da-dang-tai", date(2020, 5, 5), OFFICER, "Who has published",
        "Every commune but Hồ Thầu, which is named as missing.",
        who_has_published,
    ),
    Scene(
        "kiem-tra-mot-cua", date(2020, 5, 12), TOWN_OFFICER, "The week's look at the one-stop office",
        "The checklist is filled in on the spot and counts as this week's check.",
        the_town_looks_at_its_desk, PHONE,
    ),
    Scene(
        "chi-tieu-kiem-tra", date(2020, 5, 12), OFFICER, "Checks against the quota",
        "The office sees the counts of all communes: Sơn Bình let a week go by.",
        the_quota, hour=15,
    ),
    Scene(
        "ho-so-qua-han", date(2020, 6, 4), OFFICER, "Overdue files against apologies",
        "From the exports of the one-stop system: Thèn Sin had one overdue file in May, and sent nobody an apology.",
        files_without_an_apology,
    ),
    Scene(
        "thu-xin-loi", date(2020, 6, 8), THEN_SIN_OFFICER, "The apology is put beside its file",
        "The letter of 29/05 had not been listed. The export comes once more, with its number and day: no file is left "
        "without one.",
        an_apology_is_sent, PHONE, is_pictured=False,
    ),
    Scene(
        "tra-bao-cao-sai-so", date(2020, 6, 29), OFFICER, "A wrong figure goes back",
        "Tả Lèng reported 1.200 files; the office asks it to look again.",
        a_wrong_figure_goes_back, is_pictured=False,
    ),
    Scene(
        "bao-cao-nop-lai", date(2020, 6, 30), TA_LENG_OFFICER, "The figure is mended",
        "The reason stands above the form; 120 files it is.",
        the_figure_is_mended, PHONE, is_pictured=False,
    ),
    Scene(
        "hai-ban-bao-cao", date(2020, 6, 30), OFFICER, "Both versions stay",
        "What was handed in first, why it came back, and what is in force now.",
        both_versions, hour=15,
    ),
    Scene(
        "bao-cao-cai-cach", date(2020, 7, 8), OFFICER, "The six-month report",
        "The part on the index is drafted from all books; whoever did not report is named, not counted as zero.",
        the_reform_report,
    ),
    Scene(
        "nam-sau-so-voi-nam-truoc", date(2020, 12, 15), BINH_LU_OFFICER, "Did it help?",
        "The survey of 2020 is frozen: each criterion before and after, with the interval of the change; where it "
        "cannot be told, the page says so.",
        whether_it_helped, PHONE,
    ),
    Scene(
        "danh-gia-lua-chon", date(2021, 1, 18), CHAIR, "Scorecards, proposals, a person's choice",
        "The program proposes by stated criteria. The chairman also chooses Nà Tăm, which does not meet all of "
        "them: without a reason this is refused, and the reason is kept.",
        a_person_chooses,
    ),
    Scene(
        "quyet-dinh-khen-thuong", date(2021, 1, 25), CHAIR, "The decision of commendation",
        "Issued with a number from the recorded choices and nothing else; its Word file lies in the book.",
        the_decision,
    ),
    Scene(
        "toan-canh-nam", date(2021, 1, 29), OFFICER, "The year at a glance",
        "Every duty which was closed in these books, by step and period: what was owed, done, and what stayed open.",
        the_year,
    ),
)  # fmt: skip
