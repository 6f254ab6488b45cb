"""Quy trình: the use cases (``services``), the flows that drive them (``flows``), and the wiring of both."""
