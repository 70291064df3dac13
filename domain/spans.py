"""Lengths of time that everybody counts in; of seconds, so that a DAY is 24 hours also when clocks change."""

from datetime import timedelta

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
