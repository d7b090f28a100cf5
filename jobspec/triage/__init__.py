"""What becomes of findings once they are made: which are shown, how much they weigh, which are known already. Pure functions."""
