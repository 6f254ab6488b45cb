"""Quy trình Prefect: thin, re-entrant, idempotent; one file a flow. What is true stands in our database."""
