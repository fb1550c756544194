"""评选: the campaigns, and each one step by step."""
