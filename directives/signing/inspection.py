"""Soi chữ ký: the signatures of a PDF as plain values. Runs inside the child process only; no network is asked."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asn1crypto import cms, parser, pem, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from directives.conversion.errors import BrokenFile
from directives.errors import N_
from directives.signing.places import layout_of

#: What may come after a signature: more signatures, and what keeps them valid.
_HARMLESS = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}

#: The version of a signature follows from how it names its signer (RFC 5652, 5.3).
_VERSIONS = {"issuer_and_serial_number": "v1", "subject_key_identifier": "v3"}


def look_at(path: str, roots: list[str], signer_name: str | None) -> dict[str, Any]:
    """Xem tệp: its ``signatures``, each as the fields of ``SeenSignature``; its ``layout``, where that is asked for.

    ``signer_name`` is the name to sign at, empty for any, None when nobody is going to sign. Raises BrokenFile.
    """
    logging.disable(logging.CRITICAL)  # the library logs each fault it finds; we say them once
    content = Path(path).read_bytes()
    if not content.startswith(b"%PDF-"):
        raise BrokenFile(reason="it is no PDF")
    trusted = [_certificate(bytes.fromhex(root)) for root in roots]
    reader = PdfFileReader(io.BytesIO(content))
    pages = _page_numbers(reader)
    return {
        "signatures": [_seen(one, trusted, pages) for one in reader.embedded_regular_signatures],
        "layout": None if signer_name is None else layout_of(content, signer_name),
    }


def _seen(one: EmbeddedPdfSignature, roots: list[x509.Certificate], pages: dict[int, int]) -> dict[str, Any]:
    certificate = one.signer_cert
    # the signer's own certificate as root: whether the signature holds is asked apart from whom one trusts
    alone = ValidationContext(trust_roots=[certificate], allow_fetching=False, revocation_mode="soft-fail")
    reason, whole, intact = "", False, False
    try:
        status = validate_pdf_signature(one, alone)
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        reason = _fault(one, status)
        intact = not reason
    except (
        Exception
    ) as error:  # hostile content may break the library anywhere: such a signature does not hold
        reason = f"{type(error).__name__}: {error}"
    moment = one.self_reported_timestamp
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "field": one.field_name,
        "signer": str(subject.get("common_name", certificate.subject.human_friendly)),
        "organisation": str(subject.get("organization_name", "")),
        "issuer": str(issuer.get("common_name", certificate.issuer.human_friendly)),
        "signed_at": moment.isoformat(timespec="seconds") if moment else "",
        "intact": intact,
        "trusted": _trusted(one, roots) if roots else None,
        "covers_whole_file": whole,
        "reason": reason,
        "box": _box(one, pages),
    }


def _fault(one: EmbeddedPdfSignature, status: PdfSignatureStatus) -> str:
    """Lỗi của chữ ký: what is wrong with it; empty when it holds."""
    if not status.intact:
        return N_("the signed bytes were changed")
    if not status.valid or _altered(one):
        return N_("the signature is not that of the key")
    if status.coverage not in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION):
        return N_("it does not cover the file as it was when signed")
    if status.modification_level not in _HARMLESS or not status.docmdp_ok:
        return N_("the file was changed after it")
    return ""


def _altered(one: EmbeddedPdfSignature) -> bool:
    """Vỏ chữ ký bị sửa: the parts of the signature's own envelope that nothing signs must say what they have to."""
    room: bytes = one.pkcs7_content
    _, _, _, head, value, foot = parser.parse(room)
    envelope = cms.ContentInfo.load(head + value + foot)["content"]
    wanted = {signer["digest_algorithm"]["algorithm"].native for signer in envelope["signer_infos"]}
    said = {algorithm["algorithm"].native for algorithm in envelope["digest_algorithms"]}
    usual = {signer["sid"].name: signer["version"].native for signer in envelope["signer_infos"]}
    return (
        bool(
            room[len(head) + len(value) + len(foot) :].strip(b"\0")
        )  # zeros fill the room that was left for it
        or said != wanted
        or envelope["encap_content_info"]["content_type"].native != "data"
        or not usual.items() <= _VERSIONS.items()
        or envelope["version"].native not in _VERSIONS.values()
    )


def _trusted(one: EmbeddedPdfSignature, roots: list[x509.Certificate]) -> bool:
    context = ValidationContext(
        trust_roots=roots, other_certs=list(one.other_embedded_certs), allow_fetching=False,
        revocation_mode="soft-fail",
    )  # fmt: skip
    try:
        return validate_pdf_signature(one, context, skip_diff=True).trusted
    except Exception:  # an issuer that cannot be judged is not trusted
        return False


def _certificate(content: bytes) -> x509.Certificate:
    if pem.detect(content):
        _, _, content = pem.unarmor(content)
    return x509.Certificate.load(content)


def _page_numbers(reader: PdfFileReader) -> dict[int, int]:
    """Số trang theo đối tượng: a widget names its page by the number of the page's object."""

    def leaves(kids: generic.ArrayObject) -> Iterator[int]:
        for place in range(len(kids)):
            page = kids.raw_get(place)
            if "/Kids" in page.get_object():
                yield from leaves(page.get_object()["/Kids"])
            else:
                yield page.reference.idnum

    return {number: place for place, number in enumerate(leaves(reader.root["/Pages"]["/Kids"]))}


def _box(one: EmbeddedPdfSignature, pages: dict[int, int]) -> list[float] | None:
    field = one.sig_field
    if "/Rect" not in field or "/P" not in field:
        return None
    page = pages.get(field.raw_get("/P").idnum)
    left, bottom, right, top = (float(value) for value in field["/Rect"])
    return None if page is None or right <= left else [page, left, bottom, right, top]
