"""XLSForm: a questionnaire as the three sheets from which Kobo and ODK make a form for the phone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sipas_engine.forms.answer_names import answer_name
from sipas_engine.forms.questionnaire import (
    Choice,
    ChoiceQuestion,
    MatrixQuestion,
    OpenQuestion,
    Question,
    Questionnaire,
)
from sipas_engine.forms.serials import LONGEST_SERIAL, MARK

SCANNED, SERIAL, ENUMERATOR = "form_code", "form_id", "enumerator"
STARTED, FINISHED = "started_at", "finished_at"
PLACES: Mapping[str, str] = {
    "province": "Tỉnh, thành phố",
    "district": "Huyện, quận, thị xã (nếu có)",
    "commune": "Xã, phường, đặc khu",
    "village": "Thôn, tổ dân phố",
}
"""Địa bàn: the columns of a file of forms which say where a form comes from, and what the phone asks for them."""

REQUIRED_PLACES = ("province", "commune")
DONT_KNOW = Choice("KB", "Không biết")
"""Không biết: the choice which some sets offer; it is kept apart from the levels."""

_HEADINGS = {
    "respondent": "Thông tin về người trả lời",
    "perception": "Nhận định, đánh giá",
    "satisfaction": "Mức độ hài lòng",
    "expectation": "Nhu cầu, mong đợi",
    "opinion": "Ý kiến khác",
}
_SURVEY = (
    "type", "name", "label", "hint", "required", "required_message", "relevant", "constraint",
    "constraint_message", "appearance",
)  # fmt: skip
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "default_language")


@dataclass(frozen=True, slots=True)
class XlsForm:
    """Ba trang của XLSForm: each a row of headings and rows of texts, as long as its headings."""

    survey: tuple[tuple[str, ...], ...]
    choices: tuple[tuple[str, ...], ...]
    settings: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Sheets:
    """Rows and lists as they are collected; equal lists of choices are written once."""

    survey: list[tuple[str, ...]] = field(default_factory=list)
    lists: dict[tuple[Choice, ...], str] = field(default_factory=dict)

    def ask(self, kind: str, name: str, label: str = "", **more: str) -> None:
        said = {"type": kind, "name": name, "label": label, **more}
        self.survey.append(tuple(said.get(column, "") for column in _SURVEY))

    def list_of(self, choices: tuple[Choice, ...], name: str) -> str:
        return self.lists.setdefault(choices, name)


def xlsform_of(questionnaire: Questionnaire, *, campaign: str, dont_know: bool = False) -> XlsForm:
    """Lập XLSForm: every answer may be left blank; only the serial and the place must be given.

    ``dont_know`` offers "Không biết" beside the levels of satisfaction.
    """
    sheets = _Sheets()
    sheets.ask("start", STARTED)
    sheets.ask("end", FINISHED)
    _ask_identity(sheets)
    place_fields = places_asked(questionnaire)
    _ask_places(sheets, place_fields)
    for number, section in enumerate(questionnaire.sections, start=1):
        asked = [question for question in section.questions if question.code not in place_fields]
        if not asked:
            continue
        sheets.ask("begin_group", f"phan_{number}", _HEADINGS[section.purpose])
        for question in asked:
            _ask(sheets, question, dont_know=dont_know and section.purpose == "satisfaction")
        sheets.ask("end_group", "")
    title = questionnaire.title or questionnaire.set_code
    identifier = "_".join(filter(None, ("vanthu", campaign, questionnaire.set_code))).replace(" ", "_")
    return XlsForm(
        survey=(_SURVEY, *sheets.survey),
        choices=(_CHOICES, *_choice_rows(sheets.lists)),
        settings=(_SETTINGS, (title, identifier, questionnaire.version, "Tiếng Việt (vi)")),
    )


def satisfaction_choices(question: MatrixQuestion, *, dont_know: bool) -> tuple[Choice, ...]:
    """Các mức trên điện thoại: the levels, and "Không biết" where the set offers it."""
    return (*question.levels, DONT_KNOW) if dont_know else question.levels


def _ask_identity(sheets: _Sheets) -> None:
    sheets.ask(
        "barcode",
        SCANNED,
        "Quét mã vuông ở góc phiếu",
        hint="Không có phiếu giấy hoặc không quét được thì bỏ qua và ghi mã phiếu ở câu sau.",
        constraint=f"regex(., '^{MARK}\\|[^|]*\\|[^|]+\\|[^|]+\\|[A-Z2-7]{{4}}$')",
        constraint_message="Đây không phải mã vuông của phiếu khảo sát. Quét lại hoặc bỏ qua.",
    )
    sheets.ask(
        "text",
        SERIAL,
        "Mã phiếu",
        required="yes",
        required_message="Phải có mã phiếu: quét mã vuông hoặc ghi mã.",
        relevant=f"${{{SCANNED}}} = ''",
        constraint=f"regex(., '^[0-9A-Za-z][0-9A-Za-z._/-]{{0,{LONGEST_SERIAL - 1}}}$')",
        constraint_message="Mã phiếu chỉ gồm chữ không dấu, chữ số và các dấu - . _ /",
    )
    sheets.ask("text", ENUMERATOR, "Mã điều tra viên")


def places_asked(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Địa bàn được hỏi: those of the respondent's card, so that no district is asked for where there is none."""
    card = {question.code for question in questionnaire.of_purpose("respondent")}
    named = card & PLACES.keys()
    return tuple(name for name in PLACES if not named or name in named or name in REQUIRED_PLACES)


def _ask_places(sheets: _Sheets, places: Sequence[str]) -> None:
    for name in places:
        label = PLACES[name]
        required = "yes" if name in REQUIRED_PLACES else ""
        said = "Phải ghi để biết phiếu thuộc địa bàn nào." if required else ""
        sheets.ask("text", name, label, required=required, required_message=said)


def _ask(sheets: _Sheets, question: Question, *, dont_know: bool) -> None:
    match question:
        case ChoiceQuestion():
            name = answer_name(question.code)
            kind = "select_multiple" if question.several else "select_one"
            limit = f"count-selected(.) <= {question.most}" if question.most else ""
            said = f"Chọn nhiều nhất {question.most} nội dung." if question.most else ""
            listed = sheets.list_of(question.choices, f"chon_{name}")
            sheets.ask(
                f"{kind} {listed}", name, question.text, constraint=limit, constraint_message=said, hint=said
            )
        case OpenQuestion():
            sheets.ask("text", answer_name(question.code), question.text, appearance="multiline")
        case MatrixQuestion():
            choices = satisfaction_choices(question, dont_know=dont_know)
            _ask_matrix(sheets, question, sheets.list_of(choices, f"muc_{len(sheets.lists) + 1}"))


def _ask_matrix(sheets: _Sheets, question: MatrixQuestion, listed: str) -> None:
    """Bảng hỏi: a screen for each group of items, each item with its levels in one line."""
    for number, group in enumerate(question.groups, start=1):
        label = " – ".join(filter(None, (group.part, group.heading or question.text)))
        sheets.ask("begin_group", f"{_group_name(question)}_{number}", label, appearance="field-list")
        for item in group.items:
            sheets.ask(f"select_one {listed}", answer_name(item.code), item.text, appearance="likert")
        sheets.ask("end_group", "")


def _group_name(question: MatrixQuestion) -> str:
    return f"bang_{answer_name(question.code)}" if question.code else "bang"


def _choice_rows(lists: Mapping[tuple[Choice, ...], str]) -> Iterator[tuple[str, ...]]:
    for choices, name in lists.items():
        yield from ((name, choice.code, choice.text) for choice in choices)
