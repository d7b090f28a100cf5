"""Rules about what a job refers to: variables of a task's environment, properties of its node, the file's own variables and locals."""
