"""Domain decides: rules as plain values; no await, no clock, no SQL, no Telegram."""
