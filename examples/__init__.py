"""Ví dụ: campaigns, five real letters, slips, working papers and an office's own file as data; demonstration and tests read them here."""

from pathlib import Path

FOLDER = Path(__file__).parent
