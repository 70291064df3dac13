"""The menu of commands before one is known, in every language; each chat gets its own beside its keyboard."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from domain.keyboards import EVERYBODYS
from handlers.menu import DOES
from words import LANGUAGES, say_in

LOG = logging.getLogger(__name__)


async def show_commands(bot: Bot) -> None:
    """Telegram shows them beside the entry field; without them everything still works, so a failure is only logged.

    In private only: in a group nothing is to be typed. What earlier versions showed everywhere is taken away.
    """
    private = BotCommandScopeAllPrivateChats()
    for code in LANGUAGES:
        say, language = say_in(code), None if code == "zh" else code
        commands = [BotCommand(command, say(DOES[command])) for command in EVERYBODYS]
        try:
            await bot.set_my_commands(commands, scope=private, language_code=language)
            await bot.delete_my_commands(language_code=language)
        except TelegramError as error:
            LOG.warning("menus.not_shown language=%s error=%s", code, type(error).__name__)
