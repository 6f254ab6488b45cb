"""Phát hành cho nhiều nơi (việc nền): one kept draft and a list of rows, each row once, also when it is cut off."""

from workflows.services.desk_merge import rows_asked, send_to_many
from workflows.services.jobs.running import Asked, Progress
from workflows.services.merge import Numbers
from workflows.services.workspace import Workspace


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Phát hành: gives how many documents there are. Raises RefusedRequests, RepeatedRows and what drafts refuse."""

    def tell(stage: str, done: int, total: int) -> None:
        # trying a document and issuing it are a half each of what there is to do for it
        told((done + total * (stage == "issue")) // 2, total)

    told(0, 1)
    draft, numbers = str(asked["draft"]), Numbers(asked["numbers"])
    rows = rows_asked(workspace, asked)
    return {"documents": send_to_many(workspace, draft, int(asked["revision"]), rows, numbers, tell)}
