"""Phát, thu phiếu: who hands out which forms where, what came back, and whether it balances."""
