"""Chuẩn bị công bố (việc nền): the bundle of the newest cut is made and kept for a second person to approve."""

from workflows.services.jobs.running import Asked, Progress
from workflows.services.publish_bundle import prepare_publication
from workflows.services.workspace import Workspace


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Chuẩn bị: gives the number of the edition; the same bundle is the edition that is there.

    Raises UnknownCampaign, NoSuchCut, DamagedRecord, TooFewForms.
    """
    told(0, 1)
    return {"edition": prepare_publication(workspace, str(asked["campaign"])).edition}
