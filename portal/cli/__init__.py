"""Dòng lệnh: the ``vanthu`` program; a module for each group of commands, each command calls one service."""
