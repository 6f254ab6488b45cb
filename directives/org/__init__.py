"""Tổ chức theo ngày: which units and offices exist on a day, their names and who stands above them.

There is no "current" organisation: ask ``load_chart().on(day)`` (see ``loading`` and ``chart``). Every name
and date is a row of ``data``; nothing here knows a date of the law.
"""
