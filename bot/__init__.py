"""Bot starts it: settings, the machine's clock, the wire to Telegram, the commands of `python -m bot`."""
