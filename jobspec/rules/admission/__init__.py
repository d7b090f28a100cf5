"""Rules of the admission checks that only a server makes."""
