"""Ký ban hành: who signs what for which office on which day, and the words above the name (PL.I-II.7, Đ.13)."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import DirectiveError
from directives.org.loading import load_chart
from directives.org.offices import Office
from directives.org.own_issuers import issuing_office
from directives.org.rules_file import read_working_rules
from directives.org.signing import (
    DecidedByTheBody,
    DelegationEnded,
    DelegationPassedOn,
    ForeignAuthority,
    NotEmpowered,
    NotInPost,
    SigningBlock,
    UnknownSigner,
    signing_block,
    who_may_sign,
)
from directives.org.working_rules import ByOrder, DraftingUnit, PostHolder, Rank, WorkingRules
from examples import FOLDER

CHART = load_chart()
DEPARTMENT = read_working_rules(FOLDER / "offices" / "snv-lam-dong.toml")
BOARD = "bcd-do-luong-hai-long-lam-dong"
FIRST = date(2025, 7, 1)

#: A collective body: chủ tịch, phó chủ tịch, quyền chủ tịch since July, chánh văn phòng and his or her deputy
COMMITTEE = WorkingRules(
    office="ubnd-tinh-lam-dong",
    units=(DraftingUnit("vp", "Văn phòng", "VP", FIRST, "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),),
    people=(
        PostHolder("ct", "Hồ Văn Một", Rank.HEAD, FIRST, valid_to=date(2026, 6, 30)),
        PostHolder("pct", "Lơ Mu Hai", Rank.DEPUTY, FIRST, valid_to=date(2026, 6, 30)),
        PostHolder("pct", "Lơ Mu Hai", Rank.ACTING, date(2026, 7, 1)),
        PostHolder("cvp", "Đỗ Thị Ba", Rank.UNIT_HEAD, FIRST, unit="vp"),
        PostHolder("pcvp", "Tạ Văn Bốn", Rank.UNIT_DEPUTY, FIRST, unit="vp"),
    ),
    by_order=(ByOrder("vp", FIRST, ("cong_van", "quyet_dinh"), deputy=True),),
)
RULES = {"snv-lam-dong": DEPARTMENT, BOARD: DEPARTMENT, "ubnd-tinh-lam-dong": COMMITTEE}
BODY = "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"
HEAD = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"


def office_of(office_id: str, day: date) -> Office:
    return issuing_office(CHART.on(day), office_id, RULES[office_id])


def sign(day: str, office_id: str, signer: str, kind: str, authority: str = "") -> SigningBlock:
    on = date.fromisoformat(day)
    office = office_of(office_id, on)
    return signing_block(
        office, RULES[office_id], signer, document_type=kind, deciding_authority=authority, day=on
    )


def written(block: SigningBlock) -> str:
    lines = [f"{capacity}. {of}" for capacity, of in block.authorities]
    return " / ".join(filter(None, [*lines, block.title, block.post, block.name]))


#: day, office, signer, type, deciding authority, the block, why
SIGNED = [
    ("2026-03-05", "snv-lam-dong", "an", "cong_van", "", "GIÁM ĐỐC / Nguyễn Văn An", "one head decides: title only"),
    ("2026-03-05", "snv-lam-dong", "Nguyễn Văn An", "cong_van", "", "GIÁM ĐỐC / Nguyễn Văn An", "found by name"),
    (
        "2026-03-05", "snv-lam-dong", "binh", "quyet_dinh", "GIÁM ĐỐC SỞ NỘI VỤ TỈNH LÂM ĐỒNG",
        "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Trần Thị Bình", "a deputy signs for the head",
    ),
    (
        "2026-09-15", "snv-lam-dong", "binh", "cong_van", "",
        "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Trần Thị Bình", "phụ trách: as a deputy",
    ),
    ("2026-10-01", "snv-lam-dong", "binh", "cong_van", "", "Q. GIÁM ĐỐC / Trần Thị Bình", "acting head"),
    (
        "2026-03-05", "snv-lam-dong", "chau", "giay_moi", "",
        "TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG / Lê Minh Châu", "by order",
    ),
    (
        "2026-03-05", "snv-lam-dong", "dung", "giay_moi", "",
        "TL. GIÁM ĐỐC / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG / Phạm Thị Dung", "by order, given on to a deputy",
    ),
    (
        "2026-03-05", "snv-lam-dong", "giang", "thong_bao", "",
        "TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG CẢI CÁCH HÀNH CHÍNH / K'Giang", "by delegation",
    ),
    ("2026-03-05", "ubnd-tinh-lam-dong", "ct", "ke_hoach", "", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Hồ Văn Một", "body"),
    (
        "2026-03-05", "ubnd-tinh-lam-dong", "ct", "quyet_dinh", BODY,
        "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Hồ Văn Một", "the body decides",
    ),
    ("2026-03-05", "ubnd-tinh-lam-dong", "ct", "quyet_dinh", HEAD, "CHỦ TỊCH / Hồ Văn Một", "the head decides"),
    (
        "2026-03-05", "ubnd-tinh-lam-dong", "pct", "quyet_dinh", HEAD,
        "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Lơ Mu Hai", "the head decides, a deputy signs",
    ),
    (
        "2026-03-05", "ubnd-tinh-lam-dong", "pct", "cong_van", "",
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Lơ Mu Hai", "a deputy for the body",
    ),
    (
        "2026-07-01", "ubnd-tinh-lam-dong", "pct", "cong_van", "",
        "TM. ỦY BAN NHÂN DÂN / Q. CHỦ TỊCH / Lơ Mu Hai", "acting head for the body",
    ),
    (
        "2026-03-05", "ubnd-tinh-lam-dong", "cvp", "cong_van", "",
        "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG / Đỗ Thị Ba", "by order of the head, not of the body",
    ),
    (
        "2026-03-05", BOARD, "an", "thong_bao", "",
        "TM. BAN CHỈ ĐẠO / TRƯỞNG BAN / GIÁM ĐỐC SỞ NỘI VỤ / Nguyễn Văn An", "advisory body with the office's seal",
    ),
    (
        "2026-03-05", BOARD, "binh", "thong_bao", "",
        "TM. BAN CHỈ ĐẠO / KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN / PHÓ GIÁM ĐỐC SỞ NỘI VỤ / Trần Thị Bình", "its deputy",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "office", "signer", "kind", "authority", "block", "why"), SIGNED)
def test_the_block_says_in_whose_name_one_signs(
    day: str, office: str, signer: str, kind: str, authority: str, block: str, why: str
) -> None:
    assert written(sign(day, office, signer, kind, authority)) == block, why


#: day, office, signer, type, deciding authority, the refusal, what it says
REFUSED = [
    (
        "2026-03-05",
        "snv-lam-dong",
        "chau",
        "quyet_dinh",
        "",
        NotEmpowered,
        "TL.*quyet_dinh.*may: Nguyễn Văn An",
    ),
    ("2026-03-05", "snv-lam-dong", "giang", "bao_cao", "", NotEmpowered, "TUQ.*bao_cao"),
    ("2026-03-05", "snv-lam-dong", "hai", "thong_bao", "", DelegationPassedOn, "for K'Giang.*not passed on"),
    (
        "2026-07-01",
        "snv-lam-dong",
        "giang",
        "thong_bao",
        "",
        DelegationEnded,
        "2026-03-02 to 2026-06-30 only",
    ),
    ("2026-09-01", "snv-lam-dong", "an", "cong_van", "", NotInPost, "2026-08-31.*Trần Thị Bình"),
    ("2026-03-05", "snv-lam-dong", "khoa", "cong_van", "", UnknownSigner, "'khoa'.*Nguyễn Văn An"),
    ("2026-03-05", "snv-lam-dong", "an", "quyet_dinh", HEAD, ForeignAuthority, "Write “GIÁM ĐỐC”"),
    ("2026-03-05", "ubnd-tinh-lam-dong", "cvp", "quyet_dinh", BODY, DecidedByTheBody, "TM. ỦY BAN NHÂN DÂN"),
    ("2026-03-05", "ubnd-tinh-lam-dong", "cvp", "ke_hoach", "", NotEmpowered, "Đỗ Thị Ba.*ke_hoach"),
    ("2026-03-05", BOARD, "chau", "thong_bao", "", UnknownSigner, "Ban Chỉ đạo.*names no person 'chau'"),
]


@pytest.mark.parametrize(("day", "office", "signer", "kind", "authority", "refusal", "said"), REFUSED)
def test_who_may_not_sign_is_told_why_and_who_may(
    day: str, office: str, signer: str, kind: str, authority: str, refusal: type[DirectiveError], said: str
) -> None:
    with pytest.raises(refusal, match=said) as refused:
        sign(day, office, signer, kind, authority)
    assert refused.value.where in ("signer", "deciding_authority")


def test_who_may_sign_is_listed_from_above() -> None:
    day = date(2026, 3, 5)
    blocks = who_may_sign(office_of("snv-lam-dong", day), DEPARTMENT, document_type="cong_van", day=day)
    names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu", "K'Giang", "Phạm Thị Dung"]
    assert [block.name for block in blocks] == names


@given(
    day=st.dates(date(2026, 1, 5), date(2026, 12, 31)),
    office_id=st.sampled_from(sorted(RULES)),
    kind=st.sampled_from(["cong_van", "quyet_dinh", "giay_moi", "thong_bao"]),
    authority=st.sampled_from(["", BODY, HEAD, "GIÁM ĐỐC SỞ NỘI VỤ", "TRƯỞNG BAN"]),
)
def test_exactly_those_who_are_listed_may_sign(day: date, office_id: str, kind: str, authority: str) -> None:
    rules, office = RULES[office_id], office_of(office_id, day)
    asked = {"document_type": kind, "deciding_authority": authority, "day": day}
    try:
        listed = set(who_may_sign(office, rules, **asked))
    except ForeignAuthority:
        listed = set()
    signed = set()
    for signer in {post.id for post in rules.people}:
        with suppress(DirectiveError):
            signed.add(signing_block(office, rules, signer, **asked))
    assert signed == listed
    for block in listed:
        capacities = [capacity for capacity, _ in block.authorities]
        assert capacities == sorted(capacities, key=["TM", "TL", "TUQ", "Q", "KT"].index), (
            "the body stands first"
        )
        assert "TM" not in capacities or not {"TL", "TUQ"} & set(capacities)
        assert "TUQ" not in capacities or len(capacities) == 1, "what is delegated is not passed on"
        assert ("TM" in capacities) <= bool(office.collective)
