"""Các mục của báo cáo cải cách hành chính: each read from the book of its own; what a book does not have is said."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from directives.calendar.dates import short_date
from directives.followup.plan import ActKind, Plan, ResultBook
from directives.numbers import percentage, whole_number
from directives.results_use.lesson_items import MENDING_WORDS, Mending
from directives.results_use.reform_report import (
    PartId,
    PartRule,
    ReformPart,
    ReformPeriod,
    Window,
    part_rules,
)
from directives.results_use.scorecard import Verdict as Valued
from directives.results_use.telling_rules import telling_rules
from sipas_engine.annexes.weakness import weakest_criteria
from sipas_engine.comparison.change import VERDICTS, Verdict
from sipas_engine.index.rounding import published_value
from workflows.services.followup_state import FollowupState, UnknownCampaign
from workflows.services.progress import Progress, progress_by
from workflows.services.report_sums import ReportSum, sum_of
from workflows.services.results_use.evaluation import kept_evaluations
from workflows.services.results_use.improvement_register import (
    ImprovementChanges,
    ImprovementRegister,
    improvement_changes,
    improvement_register,
)
from workflows.services.results_use.inspection_quota import inspection_counts
from workflows.services.results_use.lesson_book import lesson_book
from workflows.services.results_use.overdue_files import overdue_counts
from workflows.services.results_use.telling_table import telling_table
from workflows.services.results_use.used_result import NoResultToUse, used_edition
from workflows.services.synthesis_facts import synthesis_facts
from workflows.services.workspace import Workspace

#: So many weak criteria of the whole are named: those which the letters ask to be told of.
_WEAKEST = 3
_ON_PAPER = " (chỉ có văn bản)"
_SURVEYOR = "Cơ quan thực hiện điều tra"


@dataclass(frozen=True)
class ReformSources:
    """Nguồn của báo cáo: the plan on a day, and its books, each read once."""

    state: FollowupState
    period: ReformPeriod
    window: Window
    day: date

    @property
    def workspace(self) -> Workspace:
        """Bàn làm việc: on which the books lie."""
        return self.state.workspace

    @property
    def plan(self) -> Plan:
        """Kế hoạch: which puts the result to use."""
        return self.state.plan

    @cached_property
    def progress(self) -> Progress:
        """Tiến độ: of the duties on the day."""
        return progress_by(self.state, self.state.board(self.day))

    @cached_property
    def register(self) -> ImprovementRegister:
        """Sổ khắc phục: as it stands today."""
        return improvement_register(self.workspace, self.plan.id)

    @cached_property
    def changes(self) -> ImprovementChanges | None:
        """So với kết quả năm sau: None where there is no register, or no later result yet."""
        if self.register.prefill is None:
            return None
        try:
            found = improvement_changes(self.workspace, self.plan.id)
        except (NoResultToUse, UnknownCampaign):
            return None
        return found if found.is_measured else None

    @cached_property
    def sums(self) -> tuple[ReportSum, ...]:
        """Số tổng hợp: of each reporting step, the periods which end in the window and were due by the day."""
        due: dict[str, list[int]] = {}
        for lane in self.state.lanes:
            period = lane.occurrence
            ends = period.last or period.due
            if lane.step.act is not ActKind.REPORT or ends is None or period.due is None:
                continue
            if self.window.first <= ends <= self.window.last and period.due <= self.day:
                due.setdefault(lane.step.code, []).append(period.number)
        return tuple(sum_of(self.state, step, numbers) for step, numbers in due.items())

    def named(self, units: Sequence[str]) -> tuple[str, ...]:
        """Tên đơn vị: in the order of the plan."""
        wanted = {*units}
        known = [unit.name for unit in self.state.units if unit.id in wanted]
        return (*known, *([_SURVEYOR] if "" in wanted else []))

    def without_entry(self, book: ResultBook, entered: Collection[str]) -> tuple[str, ...]:
        """Đơn vị chưa ghi sổ: those who owe a step with this book; who closed it by a paper is told apart."""
        lanes = [lane for lane in self.progress.board.lanes if lane.lane.step.book is book]
        owers = {unit for lane in lanes for unit in lane.lane.owers} - {*entered}
        on_paper = {unit for unit in owers if any(unit in lane.done for lane in lanes)}
        return tuple(
            f"{unit.name}{_ON_PAPER if unit.id in on_paper else ''}"
            for unit in self.state.units
            if unit.id in owers
        )


def reform_parts(sources: ReformSources, rules: Sequence[PartRule]) -> tuple[ReformPart, ...]:
    """Các mục: in order, without what people add."""
    return tuple(_PARTS[rule.id](sources) for rule in rules)


def _nothing(part: PartId, absent: tuple[str, ...] = ()) -> ReformPart:
    rule = part_rules()[part]
    return ReformPart(rule, False, (rule.nothing,), absent)


def _part(
    part: PartId,
    sentences: Sequence[str],
    absent: tuple[str, ...] = (),
    figures: Mapping[str, int | str | None] | None = None,
) -> ReformPart:
    return ReformPart(part_rules()[part], True, tuple(sentences), absent, figures or {})


def _result(sources: ReformSources) -> ReformPart:
    try:
        edition = used_edition(sources.workspace, sources.plan)
    except (NoResultToUse, UnknownCampaign):
        return _nothing(PartId.RESULT)
    whole, questions = edition.whole, edition.result.questions
    said = [
        f"Chỉ số hài lòng chung: {percentage(whole.published)} ({whole_number(whole.n_valid)} phiếu hợp lệ)."
        if whole.published is not None
        else "Chỉ số hài lòng chung không công bố được vì quá ít phiếu."
    ]
    method = edition.result.method
    elements = [
        f"{element.name} {percentage(value)}"
        for component in questions.components
        for element in component.elements
        if (value := published_value(whole.elements[element.code], method.decimals, method.rounding))
        is not None
    ]
    if elements:
        said.append(f"Theo yếu tố: {'; '.join(elements)}.")
    weak = weakest_criteria(edition.result, whole, _WEAKEST)
    if weak:
        named = "; ".join(f"{one.name} ({percentage(one.published)})" for one in weak)
        said.append(f"Tiêu chí có chỉ số thấp nhất: {named}.")
    published = str(whole.published) if whole.published is not None else None
    return _part(PartId.RESULT, said, figures={"index": published, "forms": whole.n_valid})


def _register(sources: ReformSources) -> ReformPart:
    found = sources.register
    if found.prefill is None:
        return _nothing(PartId.REGISTER, sources.without_entry(ResultBook.IMPROVEMENT, ()))
    counts = found.counts
    said = [
        f"Sổ khắc phục hạn chế có {whole_number(counts['rows'])} tiêu chí yếu của {counts['units']} đơn vị: "
        f"{whole_number(counts['filled'])} dòng đã ghi đủ, {whole_number(counts['accepted'])} dòng đã được chấp "
        f"nhận; {whole_number(counts['done'])} giải pháp đã có minh chứng, {whole_number(counts['late'])} giải pháp "
        "trễ hạn.",
        f"{counts['handed_in']}/{counts['units']} đơn vị đã nộp sổ.",
    ]
    figures: dict[str, int | str | None] = {**counts}
    changes = sources.changes
    if changes is None:
        said.append("Chưa có kết quả đo lường năm sau để so sánh.")
    else:
        tally = {one: changes.count(one) for one in Verdict}
        words = "; ".join(f"{VERDICTS[one]} {whole_number(count)}" for one, count in tally.items() if count)
        said.append(f"So với kết quả đo lường năm sau, theo tiêu chí của từng đơn vị: {words}.")
        figures |= {one.value: count for one, count in tally.items()}
    if sources.day < sources.workspace.today():
        said.append(f"Sổ được nêu theo tình trạng đến ngày {short_date(sources.workspace.today())}.")
    return _part(PartId.REGISTER, said, tuple(one.unit.name for one in found.absent), figures)


def _lessons(sources: ReformSources) -> ReformPart:
    book = lesson_book(sources.workspace, sources.plan.id, sources.day)
    lessons = book.standing
    if not lessons:
        return _nothing(PartId.LESSONS)
    tally = Counter(one.verdict for one in lessons)
    written = sum(one.remedy is not None for one in lessons)
    verdicts = "; ".join(f"{MENDING_WORDS[one]} {tally[one]}" for one in Mending if tally[one])
    said = [
        f"“{book.source}” để lại {whole_number(len(lessons))} bài học; "
        + (f"{whole_number(written)} bài học" if written else "chưa bài học nào")
        + " được ghi biện pháp khắc phục.",
        f"So với số liệu năm nay: {verdicts}.",
    ]
    waiting = [one.item.owner for one in lessons if one.remedy is None]
    figures = {"lessons": len(lessons), "remedies": written, **{one.value: tally[one] for one in Mending}}
    return _part(PartId.LESSONS, said, sources.named(waiting), figures)


def _telling(sources: ReformSources) -> ReformPart:
    table = telling_table(sources.workspace, sources.plan.id, sources.day)
    entered = {row.unit for row in table.rows if not row.silent}
    silent = sources.without_entry(ResultBook.TELLING, entered)
    evidence = sum(len(row.evidence) for row in table.rows)
    if not evidence:
        return _nothing(PartId.TELLING, silent)
    names = telling_rules().outlets
    outlets = "; ".join(
        f"{names[outlet][:1].lower()}{names[outlet][1:]} {whole_number(count)}"
        for outlet, count in table.outlets.items()
        if count
    )
    told = len(entered)
    said = [
        f"{told}/{len(table.rows)} đơn vị đã thông tin, tuyên truyền, với {whole_number(evidence)} minh chứng: "
        f"{outlets}."
    ]
    return _part(PartId.TELLING, said, silent, {"units": len(table.rows), "told": told, "evidence": evidence})


def _inspection(sources: ReformSources) -> ReformPart:
    counts = inspection_counts(sources.workspace, sources.plan.id, sources.day)
    names = {unit.id: unit.name for unit in sources.state.units}
    short = tuple(
        f"{names.get(unit, unit)} (thiếu {whole_number(one.missed)} lần)"
        for unit, one in counts.items()
        if one.missed
    )
    if not any(one.inspections or one.done for one in counts.values()):
        return _nothing(PartId.INSPECTION, short)
    total = {
        name: sum(getattr(one, name) for one in counts.values())
        for name in (
            "wanted",
            "done",
            "missed",
            "inspections",
            "findings_open",
            "findings_late",
            "findings_closed",
        )
    }
    said = [
        f"Theo kế hoạch phải kiểm tra {whole_number(total['wanted'])} lần, đã kiểm tra {whole_number(total['done'])} "
        f"lần; thiếu {whole_number(total['missed'])} lần trong các kỳ đã qua.",
        f"Sổ kiểm tra ghi {whole_number(total['inspections'])} biên bản; tồn tại phát hiện: đã khắc phục "
        f"{whole_number(total['findings_closed'])}, chưa khắc phục {whole_number(total['findings_open'])} "
        f"(trong đó quá hạn {whole_number(total['findings_late'])}).",
    ]
    return _part(PartId.INSPECTION, said, short, total)


def _overdue(sources: ReformSources) -> ReformPart:
    counts = overdue_counts(sources.workspace, sources.plan.id, sources.day)
    absent = sources.without_entry(ResultBook.ONE_STOP, counts)
    if not counts:
        return _nothing(PartId.OVERDUE, absent)
    total = {
        name: sum(getattr(one, name) for one in counts.values())
        for name in ("received", "overdue", "with_apology", "without_apology")
    }
    said = [
        f"{len(counts)} đơn vị đã gửi bảng hồ sơ; theo bảng gần nhất của từng đơn vị: tiếp nhận "
        f"{whole_number(total['received'])} hồ sơ, quá hạn {whole_number(total['overdue'])} hồ sơ; đã có thư xin lỗi "
        f"{whole_number(total['with_apology'])}, chưa có {whole_number(total['without_apology'])}."
    ]
    return _part(PartId.OVERDUE, said, absent, {"units": len(counts), **total})


def _duties(sources: ReformSources) -> ReformPart:
    total, late = sources.progress.total, sources.progress.late
    if not total.expected:
        return _nothing(PartId.DUTIES)
    done = total.expected - total.missing
    said = [
        f"{whole_number(total.expected)} nhiệm vụ đã đến hạn: hoàn thành {whole_number(done)}, trong đó chậm hạn "
        f"{whole_number(total.done_late)}; chưa hoàn thành {whole_number(total.missing)}."
    ]
    absent = tuple(f"{sources.progress.name(one.unit)} ({one.late} nhiệm vụ)" for one in late)
    figures = {
        "expected": total.expected,
        "done": done,
        "done_late": total.done_late,
        "missing": total.missing,
    }
    return _part(PartId.DUTIES, said, absent, figures)


def _reports(sources: ReformSources) -> ReformPart:
    if not sources.sums:
        return _nothing(PartId.REPORTS)
    said: list[str] = []
    absent: list[str] = []
    figures: dict[str, int | str | None] = {}
    for found in sources.sums:
        facts = synthesis_facts(found)
        said.append(f"“{found.step.name}”: {_lower(facts['handed_in_sentence'])}")
        if found.figures and found.totals.present:
            shown = " ".join(_lower(str(one["text"])) for one in facts["total_sentences"])
            said.append(f"Cộng số liệu của các đơn vị đã báo cáo: {shown}")
        said += [str(one["text"]) for one in facts["missing_sentences"]]
        absent += [found.name(one) for one in found.owed if one in found.totals.absent]
        total = found.totals.figures
        figures |= {
            f"{found.step.code}.{one.code}": str(total[one.code]) if one.code in total else None
            for one in found.figures
        }
        figures |= {f"{found.step.code}.handed_in": len(found.totals.present)}
    return _part(PartId.REPORTS, said, tuple(dict.fromkeys(absent)), figures)


def _evaluation(sources: ReformSources) -> ReformPart:
    kept = [one for one in kept_evaluations(sources.workspace, sources.plan.id) if one.day <= sources.day]
    if not kept:
        return _nothing(PartId.EVALUATION)
    last = kept[-1]
    tally = Counter(card.change.verdict for card in last.cards)
    words = {
        Valued.BETTER: "tăng rõ",
        Valued.WORSE: "giảm rõ",
        Valued.UNSURE: "chưa đủ để kết luận",
        Valued.INCOMPARABLE: "không so sánh được",
    }
    shown = "; ".join(f"{words[one]} {tally[one]} đơn vị" for one in Valued if tally[one])
    on_time = sum(not card.duties.late and not card.duties.missing for card in last.cards)
    said = [
        f"Đã chốt đánh giá {len(last.cards)} đơn vị đến ngày {short_date(last.day)} (bản {last.version}). "
        f"Chỉ số so với năm trước: {shown}.",
        f"{on_time}/{len(last.cards)} đơn vị không có nhiệm vụ chậm hoặc chưa xong.",
    ]
    figures = {"units": len(last.cards), "version": last.version, "on_time": on_time}
    return _part(PartId.EVALUATION, said, figures=figures)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


_PARTS: Mapping[PartId, Callable[[ReformSources], ReformPart]] = {
    PartId.RESULT: _result,
    PartId.REGISTER: _register,
    PartId.LESSONS: _lessons,
    PartId.TELLING: _telling,
    PartId.INSPECTION: _inspection,
    PartId.OVERDUE: _overdue,
    PartId.DUTIES: _duties,
    PartId.REPORTS: _reports,
    PartId.EVALUATION: _evaluation,
}
