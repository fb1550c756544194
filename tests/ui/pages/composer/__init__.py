"""The briefing composer."""
