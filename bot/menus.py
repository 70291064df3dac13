"""The command menu in every language: few commands, and none of them has to be typed."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from handlers.commands import SHOWN
from words import LANGUAGES, say_in

LOG = logging.getLogger(__name__)


async def show_commands(bot: Bot) -> None:
    """Telegram shows them beside the entry field; without them everything still works, so a failure is only logged."""
    for code in LANGUAGES:
        say = say_in(code)
        commands = [BotCommand(command, say(sentence)) for command, sentence in SHOWN.items()]
        try:
            await bot.set_my_commands(commands, language_code=None if code == "zh" else code)
        except TelegramError as error:
            LOG.warning("menus.not_shown language=%s error=%s", code, type(error).__name__)
