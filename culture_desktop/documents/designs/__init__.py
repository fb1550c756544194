"""Certificate designs: what stands where as data, set and printed for many."""
