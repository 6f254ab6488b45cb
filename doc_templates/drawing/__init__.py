"""Vẽ mẫu: the first edition of each Word form, drawn from the rulebook's measures; run by ``make templates``.

After that a form may be edited in Word; a test says where the committed form has left the drawing.
"""
