"""Trả lại danh sách: a công văn that asks the office to mend its list, the faulty rows in an annex."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from directives.document.draft import parse_draft
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError
from directives.org.addressing import default_recipients
from directives.org.offices import Office
from directives.org.signing import who_may_sign
from sipas_engine.sampling.quality import ListFinding, ListReport
from sipas_engine.sampling.settings import list_settings
from storage.samples import ListKey, StoredList
from workflows.services.draft_toml import draft_toml
from workflows.services.stored_lists import NoEarlierList, compared_with_previous, stored_list
from workflows.services.workspace import Workspace


class NothingToMend(DirectiveError):
    """Không có gì phải sửa: no row of the list has a fault that counts."""

    kind = "nothing_to_mend"
    template = N_("No row of the list {list} is faulty; there is nothing to send back.")


def draft_send_back(
    workspace: Workspace,
    key: ListKey,
    issuer: str,
    *,
    due: date,
    unit: str = "",
    signer: Mapping[str, str] | None = None,
    day: date | None = None,
) -> str:
    """Dự thảo công văn trả danh sách: the text of a TOML draft, which ``vanthu issue`` takes.

    It names rows by STT, row of the file and dossier, never by name or telephone: a registered document stays.
    ``signer`` is title and name where the issuer keeps no file that says who signs. The draft is read back once.
    Raises UnknownList, UnknownOffice, NothingToMend, InvalidDraft.
    """
    stored = stored_list(workspace, key)
    if not stored.report.faulty:
        raise NothingToMend(where=str(key), list=str(key))
    day = day or workspace.today()
    snapshot = workspace.chart.on(day)
    sender, receiver = snapshot.office(issuer), snapshot.office(key.office)
    values = {
        "type": "cong_van",
        "issuer": issuer,
        **({"unit": unit} if unit else {}),
        "date": day,
        "subject": f"hoàn thiện danh sách phục vụ điều tra xã hội học của {receiver.short_name}",
        "addressees": [receiver.full_name],
        "recipients": list(default_recipients(workspace.rules.get(issuer), "cong_van", day, addressed=True)),
        "provenance": "synthetic" if stored.synthetic else "real",
        **_signature(workspace, sender, day, signer),
        "archive": {"units": ["VT", unit] if unit else ["VT"]},
        "body": list(_body(stored, sender, receiver, due, _earlier(workspace, key))),
        "annexes": [_annex(stored.report, receiver)],
    }
    toml = draft_toml(values, [f"Danh sách {key}: trả lại để hoàn thiện. Xem lại trước khi phát hành."])
    parse_draft(toml_table(toml), file=str(key))
    return toml


def _signature(
    workspace: Workspace, sender: Office, day: date, signer: Mapping[str, str] | None
) -> dict[str, Any]:
    rules = workspace.rules.get(sender.id)
    known = who_may_sign(sender, rules, document_type="cong_van", day=day) if rules and signer is None else ()
    if known:
        return {"signer": known[0].name}
    told = signer or {}
    block: dict[str, Any] = {"title": told.get("title") or sender.head_title, "name": told.get("name", "")}
    if sender.collective:
        block["authority"] = [{"capacity": "TM", "of": sender.collective}]
    return {"signature": block}


def _earlier(workspace: Workspace, key: ListKey) -> str:
    """What became of the list that was sent back before, as a sentence; empty for a first list."""
    try:
        old, _, compared = compared_with_previous(workspace, key)
    except NoEarlierList:
        return ""
    return (
        f"So với danh sách gửi lần trước ({_number(old.report.rows)} hàng, {_number(len(old.report.faulty))} hàng có "
        f"lỗi): {_number(len(compared.mended))} hàng đã sửa, {_number(len(compared.still_wrong))} hàng vẫn còn lỗi, "
        f"{_number(len(compared.new))} hàng mới, {_number(len(compared.gone))} hàng không còn trong danh sách."
    )


def _body(
    stored: StoredList, sender: Office, receiver: Office, due: date, earlier: str
) -> Iterator[dict[str, Any]]:
    report = stored.report
    yield {
        "kind": "paragraph",
        "text": f"Qua kiểm tra danh sách phục vụ điều tra xã hội học đo lường sự hài lòng do {receiver.short_name} "
        f"gửi ({_number(report.rows)} hàng), {sender.full_name} thấy có {_number(len(report.faulty))} hàng chưa "
        f"bảo đảm thông tin theo yêu cầu: {', '.join(_counted(report))}.",
    }
    if earlier:
        yield {"kind": "paragraph", "text": earlier}
    yield {"kind": "paragraph", "text": f"{sender.full_name} đề nghị {receiver.short_name}:"}
    for text in (
        "Rà soát, bổ sung đầy đủ, chính xác họ và tên, địa chỉ cụ thể, số điện thoại của từng hàng nêu tại Phụ lục "
        "kèm theo; số điện thoại nhập dưới dạng chữ để không mất số 0 ở đầu.",
        "Đối với hàng trùng, giữ lại một hàng; đối với người chưa đủ 18 tuổi, đưa ra khỏi danh sách.",
        f"Gửi lại toàn bộ danh sách đã hoàn thiện, giữ nguyên số thứ tự và các cột, về {sender.full_name} trước ngày "
        f"{due:%d/%m/%Y}.",
    ):
        yield {"kind": "clause", "text": text}
    yield {
        "kind": "paragraph",
        "text": f"{sender.full_name} đề nghị {receiver.short_name} quan tâm phối hợp thực hiện",
    }


def _counted(report: ListReport) -> Iterator[str]:
    settings = list_settings()
    for kind, count in report.counts.items():
        if kind in settings.counted:
            words = settings.words[kind].partition(" với hàng")[0]
            yield f"{_number(count)} hàng {words}"


_ANNEX = ("TT", "Hàng trong tệp", "STT trong danh sách", "Mã hồ sơ", "Nội dung cần hoàn thiện")


def _annex(report: ListReport, receiver: Office) -> dict[str, Any]:
    rows: dict[int, list[ListFinding]] = {}
    for one in report.findings:
        if one.kind in list_settings().counted:
            rows.setdefault(one.position, []).append(one)
    cells = [
        [str(number), str(found[0].row), found[0].serial, found[0].dossier, "; ".join(map(_words, found))]
        for number, found in enumerate(rows.values(), start=1)
    ]
    shown = [place for place in range(len(_ANNEX)) if any(row[place] for row in cells)]
    return {
        "title": f"CÁC HÀNG CẦN HOÀN THIỆN TRONG DANH SÁCH CỦA {receiver.short_name.upper()}",
        "columns": [_ANNEX[place] for place in shown],
        "rows": [[row[place] for place in shown] for row in cells],
    }


def _words(finding: ListFinding) -> str:
    return list_settings().words[finding.kind].format(others=_numbers(finding.others))


def _number(number: int) -> str:
    """As official documents write it: 05, 85, 1.000."""
    return f"{number:02d}" if number < 10 else f"{number:,}".replace(",", ".")


def _numbers(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows))
