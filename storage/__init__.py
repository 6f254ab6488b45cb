"""Kho lưu: the one truth on disk. Adapters only: tables, migrations, files by content, audit chain, outbox.

Functions take an open connection: the use case in ``workflows.services`` owns the transaction.
"""
