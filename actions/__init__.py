"""Actions do: the verbs that people and the clock share, each one transaction."""
