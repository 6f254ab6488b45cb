"""Nhận phiếu qua cổng: a file that somebody uploads is accepted, or shown with every refused row as it stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from directives.errors import DirectiveError
from sipas_engine.errors import SipasError
from workflows.services.accept_returns import Accepted, accept_returns
from workflows.services.campaign_method import method_of
from workflows.services.campaign_state import campaign_state
from workflows.services.compute_result import tiers_of
from workflows.services.read_returns import wanted_columns
from workflows.services.refused_rows import RefusedSheet, refused_sheet
from workflows.services.workspace import Workspace

#: Đuôi tệp phiếu: what may be in a server-made name; whatever else a name ends in is refused as such.
ENDINGS = (".csv", ".xlsx", ".ods", ".parquet", ".xls")
#: So many refused cells are shown one by one; a file with more is beyond mending by hand.
MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class RefusedUpload:
    """Tệp bị trả lại: why, and its refused rows; nothing of it was counted."""

    error: DirectiveError | SipasError
    sheet: RefusedSheet


def upload_returns(
    workspace: Workspace,
    campaign_id: str,
    unit_id: str,
    content: bytes,
    ending: str,
    *,
    corrects: Sequence[str] = (),
    reason: str = "",
    keep_refusal: bool = False,
) -> Accepted | RefusedUpload:
    """Nhận tệp tải lên: under a name of our own, which only the ending of the sender's is part of.

    A refused file leaves no trace unless ``keep_refusal``. Raises UnknownCampaign.
    """
    state = campaign_state(workspace, campaign_id)
    with TemporaryDirectory(prefix="vanthu-phieu-") as folder:
        file = Path(folder) / f"phieu{ending if ending in ENDINGS else '.khac'}"
        file.write_bytes(content)
        try:
            return accept_returns(
                workspace,
                state,
                unit_id,
                file,
                workspace.today(),
                corrects=corrects,
                reason=reason,
                keep_refusal=keep_refusal,
                most_listed=MOST_SHOWN,
            )
        except (DirectiveError, SipasError) as error:
            own = method_of(workspace, campaign_id)
            wanted = wanted_columns(own.questions, own.method, tiers_of(workspace, state.plan))
            return RefusedUpload(error, refused_sheet(file, error, wanted))
