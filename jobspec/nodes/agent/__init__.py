"""Agent configs: files and folders to one configuration, merged as Nomad merges them."""
