"""Chỉ số SIPAS: from counts to the values of every unit, exact until printed."""
