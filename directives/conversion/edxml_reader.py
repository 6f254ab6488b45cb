"""Đọc edXML: a foreign file of exchange as a tree of local names and its decoded attachments.

Runs inside the child process only. What the tree means is told by ``directives.exchange.reader``.
"""

import base64
import binascii
import io
import re
import zipfile
from typing import Any

from lxml import etree

from directives.conversion.errors import ArchiveBomb, BrokenFile, UnknownFormat
from directives.conversion.limits import Limits
from directives.conversion.package import parse_xml

#: An honest message has some hundred elements; the limits stop a file made to be slow.
_MAX_ELEMENTS = 20_000
_MAX_DEPTH = 40
_ENCODED = "ContentTransferEncoded"
_NAME = "AttachmentName"
_ATTACHMENT = "Attachment"
#: First bytes of a file → what it is.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ZIP = "application/zip"


def read_edxml(content: bytes, limits: Limits) -> dict[str, Any]:
    """Đọc tệp: ``root`` as nested [local name, namespace, text, children], ``attachments`` in order.

    Every attachment is decoded; one that its sender had zipped is given as the file inside. Raises
    EntitiesDeclared, BrokenFile, ArchiveBomb, UnknownFormat for content that is no XML at all.
    """
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").startswith(b"<"):
        raise UnknownFormat(accepted=".edxml")
    root = parse_xml(content, "edXML")
    encoding = root.getroottree().docinfo.encoding or ""
    count = sum(1 for _ in root.iter())
    if count > _MAX_ELEMENTS:
        raise ArchiveBomb(measure="elements", value=count, limit=_MAX_ELEMENTS)
    holders = [e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname == _ATTACHMENT]
    if len(holders) > limits.members:
        raise ArchiveBomb(measure="attachments", value=len(holders), limit=limits.members)
    left = limits.unpacked_bytes // 2  # what is handed back is base64 again
    attachments = []
    for holder in holders:
        attachment, size = _attachment(holder, left, limits)
        left -= size
        attachments.append(attachment)
    return {"root": _node(root, 0), "attachments": attachments, "encoding": encoding}


def _node(element: etree._Element, depth: int) -> list[Any]:
    if depth > _MAX_DEPTH:
        raise BrokenFile(reason=f"more than {_MAX_DEPTH} levels")
    name = etree.QName(element)
    children = [_node(child, depth + 1) for child in element if isinstance(child.tag, str)]
    # comments may stand between the pieces of one text
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    text = "" if name.localname == _ENCODED or children else "".join(pieces)
    return [name.localname, name.namespace or "", text, children]


def _attachment(holder: etree._Element, left: int, limits: Limits) -> tuple[dict[str, Any], int]:
    encoded, name = "", ""
    for child in holder:
        if isinstance(child.tag, str):
            match etree.QName(child).localname:
                case "ContentTransferEncoded":
                    encoded = "".join(child.itertext())
                case "AttachmentName":
                    name = (child.text or "").strip()
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return {"content": None, "type": "", "zipped": False}, 0
    zipped = False
    if _kind(content) == _ZIP and not name.lower().endswith(".zip"):
        inner = _only_member(content, left, limits)
        content, zipped = (content, False) if inner is None else (inner, True)
    if len(content) > left:
        raise ArchiveBomb(measure="attachments", value=len(content), limit=left)
    shown = {
        "content": base64.b64encode(content).decode("ascii"),
        "type": _kind(content),
        "zipped": zipped,
    }
    return shown, len(content)


def _kind(content: bytes) -> str:
    """Loại thật: by the first bytes, an Office file by its members; plain text when it is UTF-8."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return _office(content) if kind == _ZIP else kind
    try:
        content[:4096].decode("utf-8", "strict") if content else ""
    except UnicodeDecodeError as error:
        if error.end < len(content[:4096]):
            return "application/octet-stream"
    return "text/xml" if re.match(rb"\s*<\?xml", content) else "text/plain" if content else ""


def _office(content: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return _ZIP
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    return _ZIP


def _only_member(content: bytes, left: int, limits: Limits) -> bytes | None:
    """Tệp trong gói nén: the one file of a zip that is not itself the attachment; None when it is not one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) != 1 or members[0].flag_bits & 0x1:
            return None
        member = members[0]
        ratio = member.file_size // max(member.compress_size, 1)
        if member.file_size > left or (member.file_size > limits.ratio_from_bytes and ratio > limits.ratio):
            raise ArchiveBomb(measure="unpacked_bytes", value=member.file_size, limit=left)
        with archive.open(member) as stream:
            inner = stream.read(left + 1)  # a declared size may lie
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        return None
    if len(inner) > left:
        raise ArchiveBomb(measure="unpacked_bytes", value=">", limit=left)
    return inner
