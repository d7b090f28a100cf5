"""Rules about networks and ports."""
