"""人员: the organisation tree, the people, and one person in detail."""
