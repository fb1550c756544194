"""Makes the sample year: invented people, units, activities and scores, the same on every run."""
