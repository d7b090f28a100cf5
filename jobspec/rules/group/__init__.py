"""Rules about task groups."""
