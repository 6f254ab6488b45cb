"""Thiết lập sao lưu: where the nightly backups go and how many of them are kept, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from directives.errors import N_, DirectiveError
from workflows.settings import Settings

#: Two weeks of nights.
_KEEP = "14"


class InvalidBackupSetting(DirectiveError):
    """Thiết lập sao lưu sai: how many backups to keep is no count."""

    kind = "invalid_backup_setting"
    template = N_("VANTHU_BACKUPS_KEEP is “{value}”. Write how many nightly backups to keep: 1 or more.")


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Thiết lập sao lưu: the folder of the backups, best on another disk, and how many nights are kept there."""

    folder: Path
    keep: int


def read_backup_settings(settings: Settings, environment: Mapping[str, str] = os.environ) -> BackupSettings:
    """Đọc thiết lập: VANTHU_BACKUPS (default ``backups`` in the home), VANTHU_BACKUPS_KEEP (default 14).

    Raises InvalidBackupSetting.
    """
    folder = Path(environment.get("VANTHU_BACKUPS") or settings.home / "backups").absolute()
    keep = (environment.get("VANTHU_BACKUPS_KEEP") or _KEEP).strip()
    if not (keep.isascii() and keep.isdecimal() and int(keep) > 0):
        raise InvalidBackupSetting(where="VANTHU_BACKUPS_KEEP", value=keep)
    return BackupSettings(folder, int(keep))
