"""What `check` looks at, a module each: the machine, Telegram, the data, the school."""
