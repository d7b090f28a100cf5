"""Rules about a job itself and what stands at its top level."""
