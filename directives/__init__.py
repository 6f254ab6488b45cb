"""Văn bản chỉ đạo: what an official document is, and following up what it orders.

No database, no scheduler, no web: see ``storage``, ``workflows`` and ``portal`` for those.
"""
