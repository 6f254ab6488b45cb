"""Trình bày: a document as words placed on paper: lines decided here, then put into the Word form.

``render.render`` is the door. Only ``docx_template`` knows the template language.
"""
