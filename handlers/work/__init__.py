"""What is done about a thing in hand, by the buttons on its card: an alarm, a duty, a repair, a notice, an entry."""
