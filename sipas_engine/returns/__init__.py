"""Phiếu thu về: filled-in forms read strictly from files, and synthetic ones for demonstrations.

A file is read whole or refused whole; nothing in it is guessed, shortened or left out in silence.
"""
