"""Pictures to send: drawn when first asked for, by name."""
