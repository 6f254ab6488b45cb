"""Quản trị: what the administrator changes and looks at: working rules of offices, templates, backups, the journal."""
