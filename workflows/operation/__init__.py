"""Vận hành: database, Prefect server, workers and portal as supervised processes of this machine; no Prefect import."""
