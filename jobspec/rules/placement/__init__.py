"""Rules about constraints, affinities and spreads."""
