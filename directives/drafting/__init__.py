"""Bước tiếp theo: from an incoming directive and an office's place, the draft of its own directive. No database here.

``standpoint`` says who the office is, ``belonging`` which duties fall to it, ``next_step`` what it passes on, asks for
and does itself, ``draft_file`` writes that as a draft which ``vanthu issue`` takes.
"""
