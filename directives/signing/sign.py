"""Ký số: one more signature on a PDF, as an incremental update; what was there before is not touched."""

import io
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from directives.signing.errors import NotAPdf
from directives.signing.keys import Key, opened
from directives.signing.places import Box


@dataclass(frozen=True, slots=True)
class Mark:
    """Dấu hiệu trên trang: where the signature shows, and its look as a one-page PDF of that size."""

    box: Box
    page: bytes


class _SignerAt(signers.PdfSigner):
    """Ký tại thời điểm: the same moment in the signature as on the page."""

    moment: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


def sign_pdf(content: bytes, key: Key, mark: Mark, field: str, moment: datetime) -> bytes:
    """Ký: the file with one more signature, by PAdES. Raises NotAPdf and what opening the key refuses."""
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder, opened(key) as signer:
        stamp = Path(folder) / "stamp.pdf"
        stamp.write_bytes(mark.page)
        style = StaticStampStyle.from_pdf_file(
            str(stamp),
            border_width=0,
            background_layout=SimpleBoxLayoutRule(
                AxisAlignment.ALIGN_MID,
                AxisAlignment.ALIGN_MID,
                Margins(0, 0, 0, 0),
                InnerScaling.STRETCH_TO_FIT,
            ),
        )
        order = _SignerAt(
            signers.PdfSignatureMetadata(
                field_name=field,
                md_algorithm="sha256",
                subfilter=fields.SigSeedSubFilter.PADES,
                name=signer.subject_name,
            ),
            signer=signer,
            stamp_style=style,
            new_field_spec=fields.SigFieldSpec(field, on_page=mark.box.page, box=mark.box.corners()),
        )
        order.moment = moment
        try:
            signed = io.BytesIO()
            order.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), output=signed)
        except (PdfError, SigningError) as error:
            raise NotAPdf(reason=str(error)) from error
        return signed.getvalue()
