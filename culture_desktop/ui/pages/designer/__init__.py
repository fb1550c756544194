"""证书设计: the sheet as it will be printed, what stands on it, and what can be done with it."""
