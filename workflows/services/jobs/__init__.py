"""Việc chạy nền: long work which a door asks for, and which outlives it."""
