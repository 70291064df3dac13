"""`python -m bot <command>`: hands over to the commands."""

import sys

from bot.commands import main

sys.exit(main())
