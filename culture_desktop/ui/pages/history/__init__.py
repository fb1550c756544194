"""历史: what was done, before and after, and taking it back."""
