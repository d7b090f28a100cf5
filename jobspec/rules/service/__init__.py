"""Rules about services, checks and Consul Connect."""
