"""Dòng văn bản của cơ quan: files added once, the books always in it, units that have passed a directive on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from directives.exchange.message import Agency, DocumentMessage, DocumentReference
from directives.exchange.writer import write_message
from directives.lineage.addressed import From
from directives.lineage.facts import Origin, Reference, Relation, Role, Said, Seen
from directives.lineage.flags import flags_of
from directives.lineage.graph import Edge, Lineage
from directives.lineage.issuers import issuer_of_office, line_of_unit, named_issuer
from directives.lineage.reading_seen import said_by
from directives.lineage.tracing import downwards, upwards
from directives.org.offices import OfficeKind
from directives.register.books import BookKey
from directives.register.incoming import IncomingDocument
from directives.register.states import Move
from storage import audit, guards, lineage, register
from storage.database import reading, transaction
from storage.entry_states import Place
from storage.lineage import AddedFile
from storage.lineage_tables import citation_edge, document_node
from storage.tables import audit_entry
from tests.documents import a_document, dated
from tests.services import test_incoming_packages
from tests.services.sending_desk import dispatch_at
from tests.workspaces import chart, workspace_at
from workflows.services.add_to_lineage import (
    CHAIN,
    Given,
    NoPackage,
    StruckFile,
    add_arrivals,
    add_to_lineage,
)
from workflows.services.change_state import NoReason, change_state
from workflows.services.handle_incoming import follow_incoming, strike_incoming
from workflows.services.issue import issue_document
from workflows.services.lineage_graph import workspace_lineage
from workflows.services.lineage_questions import (
    Asked,
    NoUnits,
    SeveralDocuments,
    UnknownDocument,
    coverage,
    find_document,
    lineage_with,
)
from workflows.services.receive_document import receive_document
from workflows.services.strike_from_lineage import NotAdded, strike_from_lineage
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

SET = Path(__file__).parents[1] / "reading_set" / "documents"
DAK_NONG, AN_KHE, KHANH_SON = (
    SET / f"{name}.txt" for name in ("dak-nong-2021-1848", "an-khe-2021-1085", "khanh-son-2017-unnumbered")
)
OFFICE = "ubnd-tinh-lam-dong"
PLAN = IncomingDocument(
    "Bộ Nội vụ", "243/KH-BNV", date(2026, 9, 1), "Kế hoạch", "đo lường", date(2026, 10, 5)
)
BASIS = "Căn cứ Kế hoạch số 243/KH-BNV ngày 01 tháng 9 năm 2026 của Bộ Nội vụ về đo lường sự hài lòng"


def rows(workspace: Workspace) -> tuple[int, int, int]:
    """Số dòng: of documents, of citations, of the journal's entries about them."""
    with reading(workspace.engine) as connection:
        return (
            len(connection.execute(select(document_node)).all()),
            len(connection.execute(select(citation_edge)).all()),
            len(connection.execute(select(audit_entry).where(audit_entry.c.act == "lineage_added")).all()),
        )


def edge(found: Lineage, citing: str, cited: str) -> Edge:
    """Cạnh giữa hai số: the only one."""
    (one,) = [
        edge
        for edge in found.edges
        if found.nodes[edge.citing].reference.number == citing
        and found.nodes[edge.cited].reference.number == cited
    ]
    return one


def test_a_file_is_added_once_by_whatever_name(workspace: Workspace, tmp_path: Path) -> None:
    first = add_to_lineage(workspace, DAK_NONG)
    assert (first.new, first.citations) == (True, 3)
    renamed = tmp_path / "ban-sao.txt"
    renamed.write_bytes(DAK_NONG.read_bytes())
    before = rows(workspace)
    assert before == (1, 3, 1)
    for path in (DAK_NONG, renamed):
        again = add_to_lineage(workspace, path)
        assert (again.new, again.citations) == (False, 0)
    assert rows(workspace) == before


def test_several_who_add_it_at_once_make_one_document(database_url: str, tmp_path: Path) -> None:
    desks = [workspace_at(database_url, tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda desk: add_to_lineage(desk, DAK_NONG), desks))
    assert sorted(one.new for one in added) == [False, False, False, True]
    assert rows(desks[0]) == (1, 3, 1)
    for desk in desks:
        desk.engine.dispose()


def test_another_file_of_the_same_document_adds_what_it_cites(workspace: Workspace, tmp_path: Path) -> None:
    add_to_lineage(workspace, AN_KHE)
    longer = tmp_path / "ban-day-du.txt"
    words = AN_KHE.read_text(encoding="utf-8")
    marker = "1. Các cơ quan, đơn vị trên địa bàn thị xã"
    assert marker in words
    more = (
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2021 của UBND tỉnh Gia Lai về cải cách hành chính năm 2021;"
    )
    longer.write_text(words.replace(marker, f"{more}\n\n{marker}", 1), encoding="utf-8")
    second = add_to_lineage(workspace, longer)
    assert not second.new
    found = workspace_lineage(workspace)
    (letter,) = found.numbered("1085/UBND-NV")
    cited = {found.nodes[one.cited].reference.number for one in found.cited_by_node[letter.id]}
    assert cited == {"844/UBND-NC", "12/KH-UBND"}


def test_what_cannot_be_read_is_filled_in_by_a_person(workspace: Workspace) -> None:
    add_to_lineage(workspace, KHANH_SON, Given("112/UBND-NV", None, "UBND huyện Khánh Sơn"))
    (node,) = workspace_lineage(workspace).numbered("112/UBND-NV")
    assert node.issuer is not None
    assert node.issuer.office == "ubnd-huyen-khanh-son"


def test_what_was_added_cannot_be_changed_by_sql(workspace: Workspace) -> None:
    add_to_lineage(workspace, DAK_NONG)
    for statement in (
        "DELETE FROM citation_edge",
        "UPDATE citation_edge SET relation = 'mentions'",
        "DELETE FROM document_source",
        "DELETE FROM document_node",
        "UPDATE document_node SET facts = '{}'",
    ):
        with (
            pytest.raises(DatabaseError, match="what is registered stays as it is"),
            transaction(workspace.engine) as connection,
        ):
            connection.execute(text(statement))


def test_what_was_struck_out_no_longer_counts(workspace: Workspace) -> None:
    for letter in (DAK_NONG, AN_KHE):
        add_to_lineage(workspace, letter)
    before = rows(workspace)
    (source,) = strike_from_lineage(workspace, Asked("1848/SNV-CCHCVTLT"), "thêm  nhầm")
    found = workspace_lineage(workspace)
    assert found.numbered("1848/SNV-CCHCVTLT") == found.numbered("6056/BNV-CCHC") == ()
    assert len(found.numbered("1085/UBND-NV")) == 1
    assert rows(workspace) == before, "no row is gone"
    with reading(workspace.engine) as connection:
        assert lineage.struck(connection) == {(source.node, source.sha256): "thêm nhầm"}
        journaled = [one.act for one in audit.acts(connection, CHAIN)]
    assert journaled == ["lineage_added", "lineage_added", "lineage_struck"]
    assert verify_books(workspace).problems == []


def test_a_file_that_was_struck_out_is_not_added_again(workspace: Workspace) -> None:
    add_to_lineage(workspace, DAK_NONG)
    strike_from_lineage(workspace, Asked(str(DAK_NONG)), "thêm nhầm")
    with pytest.raises(StruckFile, match="thêm nhầm"):
        add_to_lineage(workspace, DAK_NONG)
    assert add_to_lineage(workspace, DAK_NONG, Given("1849/SNV-CCHCVTLT")).new, (
        "as another document it may be"
    )


def test_of_two_files_of_a_document_one_may_be_struck_out(workspace: Workspace, tmp_path: Path) -> None:
    add_to_lineage(workspace, AN_KHE)
    other = tmp_path / "ban-khac.txt"
    cites = "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2021 của UBND tỉnh Gia Lai về cải cách hành chính;"
    marker = "1. Các cơ quan, đơn vị trên địa bàn thị xã"
    other.write_text(
        AN_KHE.read_text(encoding="utf-8").replace(marker, f"{cites}\n\n{marker}", 1), encoding="utf-8"
    )
    add_to_lineage(workspace, other)
    strike_from_lineage(workspace, Asked(str(other)), "bản nháp")
    found = workspace_lineage(workspace)
    (letter,) = found.numbered("1085/UBND-NV")
    assert [found.nodes[one.cited].reference.number for one in found.cited_by_node[letter.id]] == [
        "844/UBND-NC"
    ]


@pytest.mark.parametrize("asked", [str(AN_KHE), "01/UBND-VX", "1848/SNV-CCHCVTLT"])
def test_only_what_was_added_can_be_struck_out(workspace: Workspace, asked: str) -> None:
    issue_document(workspace, a_document())
    add_to_lineage(workspace, DAK_NONG)
    strike_from_lineage(workspace, Asked(str(DAK_NONG)), "thêm nhầm")
    with pytest.raises((NotAdded, UnknownDocument)):
        strike_from_lineage(workspace, Asked(asked), "thêm nhầm")


def test_a_strike_needs_a_reason(workspace: Workspace) -> None:
    add_to_lineage(workspace, DAK_NONG)
    with pytest.raises(NoReason):
        strike_from_lineage(workspace, Asked(str(DAK_NONG)), "  ")


def test_verifying_proves_the_files_and_rows_that_were_added(workspace: Workspace) -> None:
    add_to_lineage(workspace, DAK_NONG)
    assert verify_books(workspace).problems == []
    (file,) = [one for one in workspace.files.folder.rglob("*") if one.is_file()]
    file.write_bytes(b"khac")
    assert [one.code for one in verify_books(workspace).problems] == ["missing_file"]


TAMPERED = [
    ("UPDATE citation_edge SET relation = 'mentions'", "a relation changed"),
    ("DELETE FROM citation_edge WHERE position = 2", "a citation taken away"),
    ("UPDATE document_node SET facts = '{}'", "the document changed"),
    (
        "INSERT INTO document_source SELECT id, 'x', 'x', 'x' FROM document_node",
        "a file put in past the journal",
    ),
    (
        "INSERT INTO struck_source SELECT node, file_sha256, 'x', 'x' FROM document_source",
        "struck past the journal",
    ),
]


@pytest.mark.parametrize(("statement", "why"), TAMPERED, ids=[row[1] for row in TAMPERED])
def test_rows_that_were_changed_past_the_program_are_found(
    workspace: Workspace, statement: str, why: str
) -> None:
    add_to_lineage(workspace, DAK_NONG)
    with transaction(workspace.engine) as connection:
        guards.remove(connection)
        connection.execute(text(statement))
        guards.install(connection)
    found = verify_books(workspace).problems
    assert ("damaged_record", "dong-van-ban") in {(one.code, one.book) for one in found}, why


def test_an_issued_document_is_in_the_lineage_at_once(workspace: Workspace) -> None:
    issue_document(workspace, a_document(legal_bases=[BASIS]))
    found = workspace_lineage(workspace)
    basis = edge(found, "01/UBND-VX", "243/KH-BNV")
    assert basis.relation is Relation.CARRIES_OUT
    assert found.nodes[basis.citing].sources == ((Origin.REGISTER, f"{OFFICE}/CV/2026/1"),)
    assert not found.nodes[basis.cited].seen


def test_what_was_known_by_citation_is_seen_when_it_arrives(workspace: Workspace) -> None:
    issue_document(workspace, a_document(legal_bases=[BASIS]))
    receive_document(workspace, OFFICE, PLAN)
    found = workspace_lineage(workspace)
    plan = found.nodes[edge(found, "01/UBND-VX", "243/KH-BNV").cited]
    assert plan.sources == ((Origin.INCOMING, f"{OFFICE}/ĐẾN/2026/1"),)
    assert [flag.kind for flag in flags_of(found)] == []


def test_the_words_of_a_draft_that_names_its_directive_by_number_are_enough(workspace: Workspace) -> None:
    receive_document(workspace, OFFICE, PLAN)
    issue_document(workspace, a_document(carries_out=["243/KH-BNV"]))
    carried = edge(workspace_lineage(workspace), "01/UBND-VX", "243/KH-BNV")
    assert (carried.relation, carried.concluded_from) == (Relation.CARRIES_OUT, ("draft",))


def test_the_file_of_an_arrival_is_read_once_for_its_citations(workspace: Workspace) -> None:
    document = IncomingDocument(
        "UBND thị xã An Khê",
        "1085/UBND-NV",
        date(2021, 8, 4),
        "Công văn",
        "CCHC",
        date(2026, 10, 5),
        "",
        "cv.txt",
    )
    receive_document(workspace, OFFICE, document, content=AN_KHE.read_bytes())
    assert add_arrivals(workspace) == []
    before = rows(workspace)
    assert add_arrivals(workspace) == []
    assert rows(workspace) == before == (1, 1, 1)
    found = workspace_lineage(workspace)
    (letter,) = found.numbered("1085/UBND-NV")
    assert [row.node.reference.number for row in upwards(found, letter)] == ["844/UBND-NC"]
    assert [origin for origin, _ in letter.sources] == [Origin.FILE, Origin.INCOMING]


def test_a_second_file_that_cites_nothing_is_read_once_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = "BỘ NỘI VỤ\nSố: 243/KH-BNV\nHà Nội, ngày 01 tháng 9 năm 2026\n\nKẾ HOẠCH\nĐo lường\n\nNăm nay đo lường.\n"
    for arrived in (plain, f"{plain}Xin cảm ơn.\n"):
        document = replace(PLAN, file_name="ke-hoach.txt")
        receive_document(workspace, OFFICE, document, content=arrived.encode(), again=True)
    add_arrivals(workspace)
    looked = []
    monkeypatch.setattr("workflows.services.add_to_lineage.look", lambda *_: looked.append(1))
    assert add_arrivals(workspace) == []
    assert looked == []
    assert rows(workspace) == (1, 0, 2)


def test_an_arrival_whose_file_cannot_be_read_is_told_of_once(workspace: Workspace) -> None:
    receive_document(
        workspace, OFFICE, replace(PLAN, file_name="ke-hoach.docx"), content=b"no word file at all"
    )
    (unread,) = add_arrivals(workspace)
    assert unread.place == f"{OFFICE}/ĐẾN/2026/1"
    assert add_arrivals(workspace) == []
    assert len(workspace_lineage(workspace).numbered("243/KH-BNV")) == 1


def test_a_struck_arrival_is_no_source(workspace: Workspace) -> None:
    entry = receive_document(workspace, OFFICE, PLAN)
    strike_incoming(workspace, entry.book, entry.number, "vào nhầm")
    assert workspace_lineage(workspace).numbered("243/KH-BNV") == ()


def test_the_answer_noted_in_the_incoming_book_replies_to_what_came(workspace: Workspace) -> None:
    entry = receive_document(workspace, OFFICE, PLAN)
    issue_document(workspace, a_document())
    follow_incoming(
        workspace,
        entry.book,
        entry.number,
        progress="đã trả lời",
        reply=Place(BookKey(OFFICE, "CV", 2026), 1),
    )
    reply = edge(workspace_lineage(workspace), "01/UBND-VX", "243/KH-BNV")
    assert (reply.relation, reply.role) == (Relation.REPLIES_TO, Role.RECORDED)


def test_a_recalled_document_is_flagged_where_it_is_cited_afterwards(workspace: Workspace) -> None:
    for _ in range(2):
        issue_document(workspace, a_document())
    book = issue_document(workspace, a_document()).entry.book
    change_state(workspace, Move.RECALL, Place(book, 1), "sai thẩm quyền", Place(book, 2))
    cites = "Căn cứ Công văn số 01/UBND-VX ngày 05 tháng 10 năm 2026 của Ủy ban nhân dân tỉnh Lâm Đồng về đo lường"
    issue_document(workspace, a_document(legal_bases=[cites]))
    found = workspace_lineage(workspace)
    assert edge(found, "02/UBND-VX", "01/UBND-VX").relation is Relation.RECALLS
    assert [flag.kind.value for flag in flags_of(found)] == ["revoked"]


def test_a_replaced_document_is_stale_where_it_is_cited_afterwards(workspace: Workspace) -> None:
    for _ in range(2):
        issue_document(workspace, a_document())
    book = issue_document(workspace, a_document()).entry.book
    change_state(workspace, Move.REPLACE, Place(book, 1), "nội dung mới", Place(book, 2))
    cites = "Căn cứ Công văn số 01/UBND-VX ngày 05 tháng 10 năm 2026 của Ủy ban nhân dân tỉnh Lâm Đồng về đo lường"
    issue_document(workspace, a_document(legal_bases=[cites]))
    assert [flag.kind.value for flag in flags_of(workspace_lineage(workspace))] == ["stale"]


def test_a_package_tells_what_its_document_answers(workspace: Workspace, tmp_path: Path) -> None:
    message = DocumentMessage(
        sender=Agency("000.00.00.G09", name="Bộ Nội vụ"),
        receivers=(Agency("000.00.00.H36"),),
        number="99",
        symbol="BNV-CCHC",
        place="Hà Nội",
        issued_on="2026/10/02",
        type_code="2",
        document_id="000.00.00.G09,2026/10/02,99/BNV-CCHC",
        type_name="Công văn",
        subject="trả lời",
        replies_to=(DocumentReference("000.00.00.H36", "01/UBND-VX", "2026/09/01"),),
    )
    file = tmp_path / "tra-loi.edxml"
    file.write_bytes(write_message(message))
    names = {"000.00.00.H36": "Ủy ban nhân dân tỉnh Lâm Đồng"}
    add_to_lineage(workspace, file, name_of=lambda code, day: names.get(code, ""))
    reply = edge(workspace_lineage(workspace), "99/BNV-CCHC", "01/UBND-VX")
    assert reply.relation is Relation.REPLIES_TO


def test_a_package_taken_at_the_desk_tells_what_it_answers(workspace: Workspace, tmp_path: Path) -> None:
    room = test_incoming_packages.Room(workspace, dispatch_at(tmp_path / "out"), tmp_path)
    asked = DocumentReference(test_incoming_packages.OURS, "01/UBND-VX", "2026/09/01")
    assert room.take(test_incoming_packages.letter(replies_to=(asked,))).entry is not None
    names = {test_incoming_packages.OURS: "Ủy ban nhân dân tỉnh Lâm Đồng"}
    add_arrivals(workspace, lambda code, day: names.get(code, ""))
    found = workspace_lineage(workspace)
    assert edge(found, "1024/BNV-CCHC", "01/UBND-VX").relation is Relation.REPLIES_TO
    (answer,) = found.numbered("1024/BNV-CCHC")
    assert {place for _, place in answer.sources} == {f"{OFFICE}/ĐẾN/2026/1"}


def test_an_xml_file_that_is_no_package_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "la.xml"
    file.write_text("<a/>", encoding="utf-8")
    with pytest.raises(NoPackage):
        add_to_lineage(workspace, file)
    assert rows(workspace) == (0, 0, 0)


def test_a_file_may_be_asked_about_without_being_added(workspace: Workspace) -> None:
    found, node = lineage_with(workspace, Asked(str(DAK_NONG)))
    assert [row.node.reference.number for row in upwards(found, node)] == [
        "7137/UBND-NCKSTT",
        "6056/BNV-CCHC",
    ]
    assert rows(workspace) == (0, 0, 0)


def test_a_number_alone_is_enough_where_one_document_bears_it(workspace: Workspace) -> None:
    add_to_lineage(workspace, DAK_NONG)
    found = workspace_lineage(workspace)
    assert find_document(found, Asked("1848")).reference.number == "1848/SNV-CCHCVTLT"
    with pytest.raises(UnknownDocument):
        find_document(found, Asked("1849"))


def test_of_several_of_one_number_day_or_issuer_tell_which(workspace: Workspace) -> None:
    issue_document(workspace, a_document())
    issue_document(
        workspace, a_document(issuer="snv-lam-dong", unit="VX", signature={"title": "GIÁM ĐỐC", "name": "X"})
    )
    issue_document(workspace, dated("2026-10-06", issuer="ubnd-tinh-dong-thap"))
    found = workspace_lineage(workspace)
    with pytest.raises(SeveralDocuments):
        find_document(found, Asked("01/UBND-VX"))
    of_the_sixth = find_document(found, Asked("01/UBND-VX", date(2026, 10, 6))).issuer
    assert of_the_sixth is not None
    assert of_the_sixth.office == "ubnd-tinh-dong-thap"
    by_issuer = find_document(found, Asked("01/UBND-VX", issuer="UBND tỉnh Lâm Đồng"))
    assert by_issuer == find_document(found, Asked(f"{OFFICE}/CV/2026/1"))


def passing(workspace: Workspace) -> Lineage:
    """Đã triển khai: the province's letter, and two of its communes which carry it out."""
    issue_document(workspace, a_document(legal_bases=[BASIS]))
    on = chart().on(date(2026, 10, 5))
    communes = on.offices(level="commune", under=on.province("Lâm Đồng"), kind=OfficeKind.PEOPLES_COMMITTEE)
    for office, day in zip(communes[:2], ("2026-10-07", "2026-10-12"), strict=True):
        words = (
            "Thực hiện Công văn số 01/UBND-VX ngày 05/10/2026 của Ủy ban nhân dân tỉnh Lâm Đồng về đo lường, "
            "Ủy ban nhân dân xã yêu cầu:"
        )
        issue_document(workspace, dated(day, issuer=office.id, body=[{"kind": "paragraph", "text": words}]))
    return workspace_lineage(workspace)


def test_coverage_says_who_has_passed_it_on_and_who_not(workspace: Workspace) -> None:
    found = passing(workspace)
    directive = find_document(found, Asked(f"{OFFICE}/CV/2026/1"))
    answer = coverage(workspace, found, directive)
    assert answer.addressed.found_from is From.ADDRESSEES
    assert len(answer.rows) == 124
    done = [row.passed_on for row in answer.rows if row.passed_on]
    assert [(one.node.reference.number, one.lag) for one in done] == [("01/UBND-VX", 2), ("01/UBND-VX", 5)]


def test_a_commune_passes_the_ministrys_plan_on_through_its_province(workspace: Workspace) -> None:
    found = passing(workspace)
    (plan,) = found.numbered("243/KH-BNV")
    answer = coverage(workspace, found, plan, ["commune"])
    assert len(answer.rows) == 3321
    done = [row.passed_on for row in answer.rows if row.passed_on]
    assert [[node.reference.number for node in one.through] for one in done] == [
        ["01/UBND-VX"],
        ["01/UBND-VX"],
    ]
    provinces = coverage(workspace, found, plan)
    assert provinces.addressed.found_from is From.ORGANISATION
    assert sum(row.passed_on is not None for row in provinces.rows) == 1
    assert len(provinces.rows) == 34


def test_a_document_whose_number_was_cancelled_passes_nothing_on(workspace: Workspace) -> None:
    found = passing(workspace)
    (node,) = [one for one in found.numbered("01/UBND-VX") if one.dated == date(2026, 10, 12)]
    book = issue_document(
        workspace, dated("2026-10-13", issuer=node.issuer.office if node.issuer else "")
    ).entry.book
    change_state(workspace, Move.VOID, Place(book, 1), "in nhầm")
    after = workspace_lineage(workspace)
    answer = coverage(workspace, after, find_document(after, Asked(f"{OFFICE}/CV/2026/1")))
    assert sum(row.passed_on is not None for row in answer.rows) == 1


def test_below_a_commune_nobody_has_to_pass_anything_on(workspace: Workspace) -> None:
    found = passing(workspace)
    (node,) = [one for one in found.numbered("01/UBND-VX") if one.dated == date(2026, 10, 12)]
    with pytest.raises(NoUnits):
        coverage(workspace, found, replace(node, addressees=()))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_letters_of_all_communes_in_the_same_words_are_read_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of them stand in the register, half were added as files; no letter is printed, no file is read."""
    words = f"Thực hiện {BASIS.removeprefix('Căn cứ ')}, Ủy ban nhân dân cấp xã yêu cầu các thôn triển khai."
    letter = dated("2026-10-05", body=[{"kind": "paragraph", "text": words}])
    on = chart().on(letter.issued_on)
    communes = on.offices(level="commune", kind=OfficeKind.PEOPLES_COMMITTEE)
    plan = Reference("243/KH-BNV", "Kế hoạch", date(2026, 9, 1), None, named_issuer("Bộ Nội vụ"))
    with transaction(workspace.engine) as connection:
        for office in communes[::2]:
            key = BookKey(office.id, "CV", 2026)
            own = replace(letter, issuer=office.id, issuer_name=office.full_name)
            register.take_number(connection, key, own, register.locked_counter(connection, key), office.id)
        for office in communes[1::2]:
            named = Reference("7/UBND-VX", "Công văn", letter.issued_on, None, issuer_of_office(office))
            said = Said(plan, Role.BASIS, Relation.CARRIES_OUT, "Căn cứ Kế hoạch số 243/KH-BNV …")
            seen = Seen(named, Origin.FILE, office.id, line=line_of_unit(on, office.unit), said=(said,))
            lineage.add(connection, AddedFile(seen, office.unit.code.rjust(64, "0"), "x", "2026"))
    read = []

    def counted(*arguments: Any, own_name: str) -> tuple[Said, ...]:
        read.append(own_name)
        return said_by(*arguments, own_name=own_name)

    monkeypatch.setattr("directives.lineage.book_seen.said_by", counted)
    found = workspace_lineage(workspace)
    (directive,) = found.numbered("243/KH-BNV")
    answer = coverage(workspace, found, directive, ["commune"], letter.issued_on)
    assert sum(row.passed_on is not None for row in answer.rows) == len(communes) == 3321
    assert len(downwards(found, directive)) == 3321
    assert 0 < len(read) == len(set(read)) < 10, "once for each name by which those above call the issuer"


def test_an_act_that_cannot_be_journaled_adds_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(audit, "append", failing)
    with pytest.raises(OSError):  # noqa: PT011  # the very one raised above
        add_to_lineage(workspace, DAK_NONG)
    assert rows(workspace) == (0, 0, 0)
