"""The calendar of activities: month, week, year at a glance, board."""
