"""Dòng lệnh: the ``vanthu`` program. One module for each group of commands; each command calls one service."""
