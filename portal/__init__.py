"""Cổng: the doors people come in by. A door calls one service; it holds no rule of its own."""
