"""Schedules remember: due rows, and the one wake-up that serves them."""
