"""Lời trên phiếu hỏi: questions of the index engine become what is printed: headings, hints, how to answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from directives.document.questionnaire_paper import (
    GridHeading,
    GridLine,
    GridQuestion,
    PaperQuestion,
    PaperQuestionnaire,
    PaperSection,
    TickQuestion,
    WrittenQuestion,
)
from sipas_engine.forms.questionnaire import (
    ChoiceQuestion,
    MatrixQuestion,
    OpenQuestion,
    Purpose,
    Question,
    Questionnaire,
    Section,
)

_HEADINGS: dict[Purpose, str] = {
    "respondent": "THÔNG TIN VỀ NGƯỜI TRẢ LỜI",
    "perception": "NHẬN ĐỊNH, ĐÁNH GIÁ",
    "satisfaction": "MỨC ĐỘ HÀI LÒNG",
    "expectation": "NHU CẦU, MONG ĐỢI",
    "opinion": "Ý KIẾN KHÁC",
}
_LETTERS = ("A", "B", "C", "D", "Đ", "E", "G", "H", "I", "K", "L", "M")
_LINES_TO_WRITE = 4
_ONE, _EACH_LINE = "đánh dấu vào một ô", "mỗi dòng đánh dấu vào một ô"

TITLE = "PHIẾU KHẢO SÁT MỨC ĐỘ HÀI LÒNG"
SUBTITLE = "của người dân đối với sự phục vụ của cơ quan hành chính nhà nước"
GREETING = (
    "Kính thưa Ông/Bà! Phiếu này hỏi ý kiến của Ông/Bà về sự phục vụ của các cơ quan hành chính nhà nước, để các cơ "
    "quan phục vụ người dân ngày càng tốt hơn. Xin Ông/Bà trả lời theo đúng suy nghĩ của mình; không có câu trả lời "
    "đúng hay sai. Phiếu không ghi họ tên; ý kiến của Ông/Bà được giữ kín và chỉ dùng để tổng hợp chung.",
)
HOW_TO_ANSWER = (
    "•  Đánh dấu X vào MỘT ô □ phù hợp nhất ở mỗi câu, mỗi dòng. Câu nào cho chọn nhiều ô thì có ghi rõ.",
    "•  Nếu đánh nhầm: tô kín ô đã đánh nhầm (■), rồi đánh dấu X vào ô đúng. Không tẩy xóa, không đánh hai ô.",
    "•  Nội dung nào không biết hoặc không có ý kiến thì để trống. Xin giữ sạch ô vuông in ở góc phiếu.",
)
CLOSING = "Xin trân trọng cảm ơn Ông/Bà!"


@dataclass(frozen=True, slots=True)
class FormsHead:
    """Phần đầu phiếu: who asks, in which campaign; what is empty is the usual wording.

    ``campaign`` stands in the square code. ``specimen`` marks every form as made for show.
    """

    campaign: str
    agency_lines: tuple[str, ...] = ()
    title: str = TITLE
    subtitle: str = SUBTITLE
    specimen: bool = False


def paper_of(questionnaire: Questionnaire, head: FormsHead) -> PaperQuestionnaire:
    """Phiếu hỏi trên giấy: the questions with their printed words."""
    numbers = iter(range(1, len(questionnaire.questions) + 1))
    sections = tuple(
        _section(letter, section, numbers)
        for letter, section in zip(_LETTERS, questionnaire.sections, strict=False)
    )
    return PaperQuestionnaire(
        agency_lines=tuple(line.upper() for line in head.agency_lines),
        title=head.title,
        subtitle=head.subtitle,
        greeting=GREETING,
        how_to_answer=HOW_TO_ANSWER,
        sections=sections,
        closing=CLOSING,
        version=questionnaire.version,
        note="MẪU MINH HỌA: không dùng để thu thập số liệu" if head.specimen else "",
    )


def _section(letter: str, section: Section, numbers: Iterator[int]) -> PaperSection:
    heading = f"{letter}. {_HEADINGS[section.purpose]}"
    if section.purpose == "respondent":
        return PaperSection(heading, tuple(_paper("", one) for one in section.questions), card=True)
    return PaperSection(heading, tuple(_paper(f"Câu {next(numbers)}", one) for one in section.questions))


def _paper(label: str, question: Question) -> PaperQuestion:
    match question:
        case ChoiceQuestion():
            texts = tuple(choice.text for choice in question.choices)
            return TickQuestion(label, question.text, _hint(question), texts)
        case OpenQuestion():
            return WrittenQuestion(label, question.text, _LINES_TO_WRITE)
        case MatrixQuestion():
            levels = tuple(level.text for level in question.levels)
            return GridQuestion(label, question.text, _EACH_LINE, levels, tuple(_lines(question)))


def _hint(question: ChoiceQuestion) -> str:
    if not question.several:
        return _ONE
    return f"chọn nhiều nhất {question.most} ô" if question.most else "có thể chọn nhiều ô"


def _lines(question: MatrixQuestion) -> Iterator[GridHeading | GridLine]:
    for group in question.groups:
        if group.part:
            yield GridHeading(group.part, upper=True)
        if group.heading:
            yield GridHeading(group.heading)
        yield from (GridLine(_shown_number(question, item.code), item.text) for item in group.items)


def _shown_number(question: MatrixQuestion, code: str) -> str:
    """Số in ở đầu dòng: the item's own code, without that of its question in front: "Q1.3" is shown as 3."""
    own = f"{question.code}."
    return code.removeprefix(own) if question.code else code
