"""Tổ chức theo ngày: which units and offices exist on a day, their names and who stands above them.

There is no "current" organisation: ask ``load_chart().on(day)`` (see ``loading`` and ``chart``). Every name
and date is a row of ``data``; nothing here knows a date of the law. What an office knows of itself (who signs
what, who gets it, its seat) is a file of its own, read by ``rules_file``; ``signing``, ``addressing`` and
``own_issuers`` answer from it.
"""
