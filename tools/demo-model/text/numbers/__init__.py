"""Arithmetic, counting, the calendar and sorting: questions whose answers are worked out."""
