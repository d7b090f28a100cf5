def check_agent(c): return []
