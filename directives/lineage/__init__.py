"""Dòng văn bản: which document carries out which, who has passed a directive on and who has not. No database here."""
