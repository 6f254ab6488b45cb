"""Gói OOXML: opens a .docx as a zip of XML parts, refusing what an honest one never contains."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from directives.conversion.errors import (
    ArchiveBomb,
    BrokenFile,
    EncryptedFile,
    EntitiesDeclared,
    MacrosInside,
    StrictFormat,
    UnknownFormat,
)
from directives.conversion.limits import Limits

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DOCUMENT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"
_STRICT = "{http://purl.oclc.org/ooxml/"
_OFFICE_DOCUMENT = "/officeDocument"
# Old Word files and encrypted packages both live in this container.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_PART = re.compile(r"(^|/)vba(Project|Data)[^/]*$|\.(vbs|js|exe|ocx)$", re.IGNORECASE)


class Package:
    """Gói tệp: the parts of one .docx, each parsed on demand by a parser without entities and network.

    Raises EncryptedFile, UnknownFormat, StrictFormat, ArchiveBomb, MacrosInside, BrokenFile at opening,
    EntitiesDeclared and BrokenFile when a part is parsed.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        if content.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in content:
                raise EncryptedFile
            raise UnknownFormat(accepted=".docx")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError) as error:
            raise UnknownFormat(accepted=".docx") from error
        self._members = checked_members(self._zip, limits)
        self._left = limits.unpacked_bytes
        self._relations_of: dict[str, dict[str, tuple[str, str]]] = {}
        types = self.part("[Content_Types].xml")
        if types is None:
            raise UnknownFormat(accepted=".docx")
        if any("macroEnabled" in kind for kind in types.xpath("//@ContentType")):
            raise MacrosInside(part="[Content_Types].xml")
        self._types = {
            row.get("PartName", "").lstrip("/") or f".{row.get('Extension', '').lower()}": row.get(
                "ContentType", ""
            )
            for row in types
            if isinstance(row.tag, str)
        }
        self.main_part = next(
            (target for kind, target in self.relations("") if kind.endswith(_OFFICE_DOCUMENT)), ""
        )
        main = self.part(self.main_part)
        if main is not None and str(main.tag).startswith(_STRICT):
            raise StrictFormat
        if main is None or main.tag != _DOCUMENT:
            raise UnknownFormat(accepted=".docx")
        self.main = main

    def has(self, name: str) -> bool:
        """Có phần: whether the package holds a part of this name."""
        return name in self._members

    def part(self, name: str) -> etree._Element | None:
        """Phần XML: the root element of a part, or None when the package has no such part."""
        content = self.content(name)
        return parse_xml(content, name) if content is not None else None

    def content(self, name: str) -> bytes | None:
        """Nội dung phần: the bytes of a part, or None when the package has no such part."""
        member = self._members.get(name)
        if member is None:
            return None
        try:
            with self._zip.open(member) as stream:
                content = stream.read(self._left + 1)  # a declared size may lie: count what really comes out
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            EOFError,
            OSError,
        ) as error:
            raise BrokenFile(reason=f"{name}: {error}") from error
        self._left -= len(content)
        if self._left < 0:
            raise ArchiveBomb(measure="unpacked_bytes", value=">", limit=self._left + len(content))
        return content

    def xml_parts(self) -> list[tuple[str, int]]:
        """Các phần XML: name and declared size of every part that is XML by name or type, in the order of the file."""
        return [
            (name, member.file_size)
            for name, member in self._members.items()
            if name.endswith((".xml", ".rels", ".vml")) or self.content_type(name).endswith("xml")
        ]

    def content_type(self, name: str) -> str:
        """Loại nội dung: what the package calls a part; "" when it says nothing of it."""
        return str(self._types.get(name) or self._types.get(posixpath.splitext(name)[1].lower(), ""))

    def relations(self, part: str) -> list[tuple[str, str]]:
        """Quan hệ: (type, target part) of each inner relationship of a part; "" stands for the package."""
        return [(kind, target) for kind, target in self._relations(part).values()]

    def targets(self, part: str) -> dict[str, str]:
        """Đích theo mã quan hệ: the inner parts to which a part points, by relationship id."""
        return {identifier: target for identifier, (_, target) in self._relations(part).items()}

    def related(self, part: str, relation_id: str) -> etree._Element | None:
        """Phần được trỏ tới: the part behind a relationship id, None when it points nowhere."""
        target = self._relations(part).get(relation_id)
        return self.part(target[1]) if target else None

    def first(self, kind: str) -> etree._Element | None:
        """Phần theo loại: the main part's first related part whose relationship type ends with ``kind``."""
        return self.part(self.first_name(kind))

    def first_name(self, kind: str) -> str:
        """Tên phần theo loại: that of the part which ``first`` reads; "" when there is none."""
        return next((t for k, t in self.relations(self.main_part) if k.endswith(kind)), "")

    def external(self) -> Iterator[tuple[str, str]]:
        """Quan hệ ra ngoài: (type, target) of what any part of the package takes from elsewhere."""
        for name in self._members:
            root = self.part(name) if name.endswith(".rels") else None
            for relation in root if root is not None else ():
                if isinstance(relation.tag, str) and relation.get("TargetMode") == "External":
                    yield relation.get("Type", ""), relation.get("Target", "")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        if part not in self._relations_of:
            self._relations_of[part] = self._read_relations(part)
        return self._relations_of[part]

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        found = {}
        for relation in root:
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[relation.get("Id", "")] = (relation.get("Type", ""), posixpath.normpath(path))
        return found


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Đọc XML: the root element; any document type declaration, in any encoding, is refused.

    Raises EntitiesDeclared, BrokenFile.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenFile(reason=f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise EntitiesDeclared(part=name)
    return root


def checked_members(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Các tệp trong gói: by name. Raises ArchiveBomb, EncryptedFile, MacrosInside for what is not let in."""
    members = archive.infolist()
    if len(members) > limits.members:
        raise ArchiveBomb(measure="members", value=len(members), limit=limits.members)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        raise ArchiveBomb(measure="unpacked_bytes", value=unpacked, limit=limits.unpacked_bytes)
    for member in members:
        ratio = member.file_size // max(member.compress_size, 1)
        if member.file_size > limits.ratio_from_bytes and ratio > limits.ratio:
            raise ArchiveBomb(measure=f"ratio of {member.filename!r}", value=ratio, limit=limits.ratio)
        if member.flag_bits & 0x1:
            raise EncryptedFile
        if _MACRO_PART.search(member.filename):
            raise MacrosInside(part=member.filename)
    return {member.filename: member for member in members}
