"""The machine beneath: its clock, files, locks, logs and loops."""
