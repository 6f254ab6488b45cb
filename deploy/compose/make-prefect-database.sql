-- Prefect's own store, beside ours: losing it loses nothing of ours.
CREATE DATABASE prefect;
