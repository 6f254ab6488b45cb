"""Chỉ số SIPAS: what the satisfaction index is, from questionnaire to published tables.

No database, no scheduler, no web, and nothing of ``directives``: tables leave this package as plain values.
"""
