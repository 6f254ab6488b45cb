"""Dòng văn bản: the wording of every line, clause by clause, without Word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.kinds import DocumentType
from directives.document.model import Archive, BodyPart, DocumentNumber, Provenance
from directives.rendering import lines
from directives.rendering.body_lines import body_lines, with_end_mark
from tests.directives.rendering.builders import part

NUMBERS = [
    (5, "UBND-VX", "Số: 05/UBND-VX", "below ten: a zero in front"),
    (10, "QĐ-UBND", "Số: 10/QĐ-UBND", "ten and above: no zero"),
    (1085, "UBND-NV", "Số: 1085/UBND-NV", "no separator of thousands"),
    (None, "UBND-NV", "Số:      /UBND-NV", "a draft leaves a gap"),
]


@pytest.mark.parametrize(("number", "symbol", "printed", "why"), NUMBERS)
def test_number_and_symbol(number: int | None, symbol: str, printed: str, why: str) -> None:
    assert lines.number_line(DocumentNumber(number, symbol)) == printed, why


SUBJECTS = [
    (DocumentType.CONG_VAN, "phối hợp điều tra", "V/v phối hợp điều tra", "a letter opens with V/v"),
    (DocumentType.CONG_VAN, "V/v phối hợp điều tra", "V/v phối hợp điều tra", "once only"),
    (DocumentType.TO_TRINH, "Về việc phê duyệt", "Về việc phê duyệt", "a named type prints it as it is"),
]


@pytest.mark.parametrize(("kind", "subject", "printed", "why"), SUBJECTS)
def test_subject(kind: DocumentType, subject: str, printed: str, why: str) -> None:
    assert lines.subject_line(kind, subject) == printed, why


ADDRESSEES = [
    ([], "", (), "none"),
    (["Sở Nội vụ"], "Kính gửi: Sở Nội vụ", (), "one stands on the same line, without an end mark of ours"),
    (["Sở A", "Sở B"], "", ("- Sở A;", "- Sở B."), "several: dash, semicolon, full stop"),
    (["Sở A;", "Sở B."], "", ("- Sở A;", "- Sở B."), "marks already there are not doubled"),
]


@pytest.mark.parametrize(("addressees", "line", "listed", "why"), ADDRESSEES)
def test_addressees(addressees: list[str], line: str, listed: tuple[str, ...], why: str) -> None:
    assert (lines.addressee_line(addressees), lines.addressee_lines(addressees)) == (line, listed), why


RECIPIENTS = [
    (
        ["Như trên"],
        Archive(("VT", "NV")),
        ("- Như trên;", "- Lưu: VT, NV."),
        "archive last, with a full stop",
    ),
    (["Như trên;"], Archive(("VT",)), ("- Như trên;", "- Lưu: VT."), "no second semicolon"),
    ([], Archive(("VT", "HC"), copies=2), ("- Lưu: VT, HC (2).",), "copies in brackets"),
    ([], Archive(("VT-NC",), drafter="P.Hà"), ("- Lưu: VT-NC (P.Hà).",), "the drafter's mark"),
    (
        ["Các sở, v.v."],
        Archive(("VT",)),
        ("- Các sở, v.v.;", "- Lưu: VT."),
        "the dots of v.v. belong to the word",
    ),
]


@pytest.mark.parametrize(("recipients", "archive", "printed", "why"), RECIPIENTS)
def test_recipients(recipients: list[str], archive: Archive, printed: tuple[str, ...], why: str) -> None:
    assert lines.recipient_lines(recipients, archive) == printed, why


@pytest.mark.parametrize(("mark", "last"), [(".", "Theo đề nghị của B."), (",", "Theo đề nghị của B,")])
def test_the_last_basis_ends_as_its_regime_says(mark: str, last: str) -> None:
    bases = ["Căn cứ Luật A;", "Theo đề nghị của B"]
    assert lines.basis_lines(bases, last_mark=mark) == ("Căn cứ Luật A;", last)


END_MARKS = [
    ("thực hiện", "thực hiện./.", "right after the last word"),
    ("thực hiện.", "thực hiện./.", "in place of the full stop"),
    ("thực hiện./.", "thực hiện./.", "not twice"),
    ("thực hiện ./.  ", "thực hiện ./.", "blanks at the end vanish, the writer's words stay"),
    ("và nhiều nơi...", "và nhiều nơi..../.", "an ellipsis is not a full stop"),
]


@pytest.mark.parametrize(("text", "printed", "why"), END_MARKS)
def test_end_mark(text: str, printed: str, why: str) -> None:
    assert with_end_mark(text) == printed, why


def printed(*body: BodyPart) -> list[str]:
    return [" ".join(filter(None, (line.label, line.text))) for line in body_lines(body)]


BODIES = [
    (
        "khoản and điểm count anew under each parent",
        [
            part("clause", "Một:", part("point", "x;"), part("point", "y.")),
            part("clause", "Hai:", part("point", "z.")),
        ],
        ["1. Một:", "a) x;", "b) y.", "2. Hai:", "a) z./."],
    ),
    (
        "điều run through the whole document, khoản do not",
        [
            part("section", "", part("article", "A", part("clause", "B")), title="Chung"),
            part("section", "", part("article", "C", part("clause", "D")), title="Riêng"),
        ],
        ["I. CHUNG", "Điều 1. A", "1. B", "II. RIÊNG", "Điều 2. C", "1. D./."],
    ),
    (
        "a titled khoản has its title on its own line",
        [part("clause", "Có biện pháp.", title="Bưu điện")],
        ["1. Bưu điện", "Có biện pháp./."],
    ),
    (
        "a plain paragraph between khoản does not break the count",
        [part("clause", "A."), part("paragraph", "B."), part("clause", "C.")],
        ["1. A.", "B.", "2. C./."],
    ),
    (
        "dashes below dashes are written +",
        [part("dash", "A:", part("dash", "B."))],
        ["- A:", "+ B./."],
    ),
    (
        "a titled điều without text carries the end mark itself",
        [part("article", title="Hiệu lực")],
        ["Điều 1. Hiệu lực./."],
    ),
    (
        "a line break begins a new paragraph, numbered only once",
        [part("clause", "A.\n\nB.")],
        ["1. A.", "B./."],
    ),
]


@pytest.mark.parametrize(("why", "body", "expected"), BODIES, ids=[row[0] for row in BODIES])
def test_body(why: str, body: list[BodyPart], expected: list[str]) -> None:
    assert printed(*body) == expected, why


def test_a_long_list_of_points_goes_through_the_vietnamese_alphabet() -> None:
    listed = printed(*[part("point", "x") for _ in range(24)])
    letters = [line.split(")")[0] for line in listed]
    assert " ".join(letters) == "a b c d đ e g h i k l m n o p q r s t u v x y aa"


def test_titles_and_the_last_line_stay_with_what_follows() -> None:
    body = [part("clause", "", part("dash", "A;"), part("dash", "B."), title="Sở")]
    assert [line.keep for line in body_lines(body)] == [True, False, True]


def test_an_empty_body_has_no_lines() -> None:
    assert body_lines([]) == ()


def test_only_a_real_document_has_no_note_of_provenance() -> None:
    assert {kind: bool(lines.provenance_note(kind)) for kind in Provenance} == {
        Provenance.REAL: False,
        Provenance.RECONSTRUCTED: True,
        Provenance.SYNTHETIC: True,
    }


WORDS = st.text(st.characters(whitelist_categories=("L", "Nd"), whitelist_characters=" "), min_size=1).filter(
    lambda text: text.strip()
)
KINDS = st.sampled_from(["paragraph", "clause", "point", "dash", "article"])
PARTS = st.recursive(
    st.builds(part, KINDS, WORDS),
    lambda inner: st.builds(
        lambda kind, text, below: part(kind, text, *below), KINDS, WORDS, st.lists(inner)
    ),
    max_leaves=12,
)


@given(st.lists(PARTS, min_size=1))
def test_no_word_of_a_body_is_lost_and_the_end_mark_stands_once(body: list[BodyPart]) -> None:
    shown = printed(*body)

    def texts(parts: tuple[BodyPart, ...]) -> list[str]:
        return [text for one in parts for text in (one.text.strip(), *texts(one.children))]

    expected = texts(tuple(body))
    assert len(shown) == len(expected)
    assert all(text in line for text, line in zip(expected, shown, strict=True))
    assert [line.endswith("./.") for line in shown] == [False] * (len(shown) - 1) + [True]
