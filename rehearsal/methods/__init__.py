"""The Bot API methods served here, by name; every other name is answered 404."""

from collections.abc import Awaitable, Callable
from typing import Any

from rehearsal.methods import chats, editing, fetching, files, menus, sending
from rehearsal.params import Params
from rehearsal.world import World

Method = Callable[[World, Params], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": fetching.get_me,
    "getUpdates": fetching.get_updates,
    "deleteWebhook": fetching.delete_webhook,
    "getWebhookInfo": fetching.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
    "getFile": files.get_file,
    "setMyCommands": menus.set_my_commands,
    "getMyCommands": menus.get_my_commands,
    "deleteMyCommands": menus.delete_my_commands,
    "getChat": chats.get_chat,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "setMessageReaction": chats.set_message_reaction,
}

# Telegram does not mind the case of a method's name.
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
