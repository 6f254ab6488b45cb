"""Nơi chạy các lô: batches of units run on threads of this machine, or on a Dask cluster when one is named.

What a batch does stands in our database, so where it ran makes no difference to what is written.
"""

import os
from collections.abc import Mapping
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from directives.errors import N_, DirectiveError

#: Rendering holds one core; more threads than this only wait for each other.
_THREADS = 4
_LOCAL = "local"


class MissingDask(DirectiveError):
    """Thiếu gói Dask: a cluster is named, but the packages that reach it are not installed."""

    kind = "missing_package"
    template = N_(
        "VANTHU_DASK_ADDRESS is set, but Dask is not installed here. Install “vanthu[dask]”, or unset it."
    )


class InvalidDaskAddress(DirectiveError):
    """Địa chỉ cụm Dask sai: the setting names no scheduler."""

    kind = "invalid_dask_address"
    template = N_(
        "VANTHU_DASK_ADDRESS is “{address}”. Write “local”, or the address of a scheduler such as "
        "tcp://10.0.0.5:8786."
    )


def task_runner(environment: Mapping[str, str] = os.environ) -> TaskRunner[Any]:
    """Nơi chạy các lô: threads; with VANTHU_DASK_ADDRESS a cluster's scheduler, or ``local`` for one made here.

    The workers of a cluster need the same VANTHU_HOME (a shared folder) and VANTHU_DATABASE_URL; a local cluster
    inherits them. Raises MissingDask, InvalidDaskAddress.
    """
    address = environment.get("VANTHU_DASK_ADDRESS", "").strip()
    if not address:
        return ThreadPoolTaskRunner(max_workers=_THREADS)
    if address != _LOCAL and "://" not in address:
        raise InvalidDaskAddress(where="VANTHU_DASK_ADDRESS", address=address)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise MissingDask(where="VANTHU_DASK_ADDRESS") from error
    if address != _LOCAL:
        return DaskTaskRunner(address=address)
    workers = os.cpu_count() or 1
    # No page of its own and no port that another machine could reach.
    own = {"n_workers": workers, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=own)
