"""Rules for a task's `config`: what its driver takes, by the JSON Schemas in `schemas/drivers`."""
