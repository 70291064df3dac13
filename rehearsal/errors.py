"""What this Telegram says when it refuses, word for word."""

from rehearsal.shapes import Json

# Bots compare these texts, so they are the real ones. Braces are filled in by refusal().
REFUSALS: dict[str, tuple[int, str]] = {
    # the call itself
    "unauthorized": (401, "Unauthorized"),
    "malformed token": (401, "Unauthorized: invalid token specified"),
    "no such method": (404, "Not Found: method not found"),
    "no such file": (404, "Not Found"),
    "too large": (413, "Request Entity Too Large"),
    "internal": (500, "Internal Server Error"),
    "bad gateway": (502, "Bad Gateway"),
    "gateway timeout": (504, "Gateway Timeout"),
    "too many": (429, "Too Many Requests: retry after {seconds}"),
    "unreadable": (400, "Bad Request"),
    "body": (400, "Bad Request: can't parse JSON in the request body"),
    "json": (400, "Bad Request: can't parse {field} JSON object"),
    "missing parameter": (400, 'Bad Request: parameter "{name}" is required'),
    "user id": (400, "Bad Request: invalid user_id specified"),
    # fetching updates
    "conflict": (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
    "webhook active": (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
    "set webhook": (409, "Conflict: terminated by setWebhook request"),
    "webhook url": (400, "Bad Request: invalid webhook URL specified"),
    "bad webhook": (400, "Bad Request: bad webhook: {why}"),
    "secret long": (400, "Bad Request: secret token is too long"),
    "secret characters": (400, "Bad Request: secret token contains unallowed characters"),
    # the chat
    "chat id empty": (400, "Bad Request: chat_id is empty"),
    "chat not found": (400, "Bad Request: chat not found"),
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "to a bot": (403, "Forbidden: bot can't send messages to bots"),
    "peer": (400, "Bad Request: PEER_ID_INVALID"),
    "cannot initiate": (403, "Forbidden: bot can't initiate conversation with a user"),
    "kicked": (403, "Forbidden: bot was kicked from the {type} chat"),
    "not a member": (403, "Forbidden: bot is not a member of the {type} chat"),
    "group deleted": (403, "Forbidden: the group chat was deleted"),
    "may not write": (400, "Bad Request: not enough rights to send text messages to the chat"),
    "may not write photos": (400, "Bad Request: not enough rights to send photos to the chat"),
    "upgraded": (400, "Bad Request: group chat was upgraded to a supergroup chat"),
    "no topic": (400, "Bad Request: message thread not found"),
    "no forum": (400, "Bad Request: the chat is not a forum"),
    "no topic rights": (400, "Bad Request: not enough rights to create a topic"),
    "topic name": (400, "Bad Request: TOPIC_TITLE_EMPTY"),
    "member not found": (400, "Bad Request: member not found"),
    "no administrators": (400, "Bad Request: there are no administrators in the private chat"),
    "no leaving": (400, "Bad Request: chat member status can't be changed in private chats"),
    "no pin rights": (400, "Bad Request: not enough rights to manage pinned messages in the chat"),
    # text
    "text empty": (400, "Bad Request: message text is empty"),
    "text too long": (400, "Bad Request: text is too long"),
    "text long": (400, "Bad Request: message is too long"),
    "caption long": (400, "Bad Request: message caption is too long"),
    "parse mode": (400, "Bad Request: unsupported parse_mode"),
    "entities": (400, "Bad Request: can't parse entities: {why}"),
    "entity bounds": (400, "Bad Request: ENTITY_BOUNDS_INVALID"),
    "reply not found": (400, "Bad Request: message to be replied not found"),
    # keyboards
    "markup object": (400, "Bad Request: object expected as reply markup"),
    "markup rows": (400, 'Bad Request: field "{name}" must be an Array of Arrays'),
    "reply parameters": (400, "Bad Request: object expected as reply parameters"),
    "inline button": (400, "Bad Request: can't parse inline keyboard button: {why}"),
    "keyboard button": (400, "Bad Request: can't parse keyboard button: {why}"),
    "button data": (400, "Bad Request: BUTTON_DATA_INVALID"),
    "button url": (400, "Bad Request: BUTTON_URL_INVALID"),
    "inline only": (400, "Bad Request: inline keyboard expected"),
    "location private": (400, "Bad Request: location can be requested in private chats only"),
    "phone private": (400, "Bad Request: phone number can be requested in private chats only"),
    # editing and deleting
    "edit not found": (400, "Bad Request: message to edit not found"),
    "cannot edit": (400, "Bad Request: message can't be edited"),
    "message id": (400, "Bad Request: MESSAGE_ID_INVALID"),
    "no text to edit": (400, "Bad Request: there is no text in the message to edit"),
    "no caption to edit": (400, "Bad Request: there is no caption in the message to edit"),
    "not modified": (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message",
    ),
    "delete not found": (400, "Bad Request: message to delete not found"),
    "delete nothing": (400, "Bad Request: message identifier is not specified"),
    "delete nowhere": (400, "Bad Request: chat identifier is not specified"),
    "cannot delete": (400, "Bad Request: message can't be deleted"),
    "cannot revoke": (400, "Bad Request: message can't be deleted for everyone"),
    "pin not found": (400, "Bad Request: message to pin not found"),
    "unpin not found": (400, "Bad Request: message to unpin not found"),
    "copy not found": (400, "Bad Request: message to copy not found"),
    "cannot copy": (400, "Bad Request: the message can't be copied"),
    "forward not found": (400, "Bad Request: message to forward not found"),
    "cannot forward": (400, "Bad Request: the message can't be forwarded"),
    "protected": (400, "Bad Request: message has protected content and can't be forwarded"),
    "react not found": (400, "Bad Request: message to react not found"),
    "reaction": (400, "Bad Request: REACTION_INVALID"),
    "reactions": (400, "Bad Request: expected an Array of ReactionType"),
    # callback queries
    "query old": (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ),
    "answer long": (400, "Bad Request: MESSAGE_TOO_LONG"),
    # files
    "no file id": (400, "Bad Request: file_id not specified"),
    "no file": (400, "Bad Request: there is no {kind} in the request"),
    "empty file": (400, "Bad Request: file must be non-empty"),
    "file big": (400, "Bad Request: file is too big"),
    "invalid file id": (400, "Bad Request: invalid file_id"),
    "wrong file id": (400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
    "file kind": (400, "Bad Request: can't use file of type {was} as {wanted}"),
    "wrong identifier": (400, "Bad Request: wrong file identifier/HTTP URL specified"),
    "wrong remote": (400, "Bad Request: wrong remote file identifier specified: Wrong character in the string"),
    "file reference": (400, "Bad Request: FILE_REFERENCE_EXPIRED"),
    "no web files": (400, "Bad Request: failed to get HTTP URL content"),
    "not an image": (400, "Bad Request: IMAGE_PROCESS_FAILED"),
    "image shape": (400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    "image kept": (400, "Bad Request: PHOTO_SAVE_FILE_INVALID"),
    "media array": (400, "Bad Request: expected an Array of InputMedia"),
    "media": (400, "Bad Request: can't parse InputMedia: {why}"),
    "media none": (400, "Bad Request: there are no messages to send"),
    "media many": (400, "Bad Request: too many messages to send as an album"),
    "media mixed": (400, "Bad Request: document can't be mixed with other media types"),
    # the rest
    "action": (400, "Bad Request: wrong parameter action in request"),
    "location empty": (400, "Bad Request: {name} is empty"),
    "location": (400, "Bad Request: invalid location specified"),
    "live period": (400, "Bad Request: wrong live location period specified"),
    "live heading": (400, "Bad Request: wrong live location heading specified"),
    "name long": (400, "Bad Request: {field} is too long"),
    "menu button": (400, "Bad Request: MenuButton has unsupported type"),
    "commands array": (400, "Bad Request: expected an Array of BotCommand"),
    "command object": (400, "Bad Request: can't parse BotCommand: expected an Object"),
    "command": (400, "Bad Request: BOT_COMMAND_INVALID"),
    "language": (400, "Bad Request: invalid language code specified"),
    "commands many": (400, "Bad Request: too many commands specified; must have at most 100"),
    "scope object": (400, "Bad Request: can't parse BotCommandScope: BotCommandScope must be an Object"),
    "scope": (400, "Bad Request: can't parse BotCommandScope: unsupported type specified"),
    "scope private": (400, "Bad Request: can't use specified scope in private chats"),
}


class ApiError(Exception):
    """A refusal as the Bot API answers it; its HTTP status is its error code."""

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, moved_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.moved_to = moved_to

    def body(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        told = {"retry_after": self.retry_after, "migrate_to_chat_id": self.moved_to}
        if parameters := {name: value for name, value in told.items() if value is not None}:
            answer["parameters"] = parameters
        return answer


def refusal(what: str, **facts: object) -> ApiError:
    """The refusal of that name from the table."""
    code, description = REFUSALS[what]
    return ApiError(code, description.format(**facts))


def refusal_on_order(what: str, *, seconds: int, moved_to: int) -> ApiError:
    """The same with facts for whatever a text leaves open."""
    if what == "upgraded":
        return moved(moved_to)
    if what == "too many":
        return too_many(seconds)
    why = 'unsupported start tag "x" at byte offset 0'
    facts = dict.fromkeys(("name", "kind", "was", "wanted", "field"), "text")
    return refusal(what, type="group", why=why, **facts)


def too_many(seconds: int) -> ApiError:
    error = refusal("too many", seconds=seconds)
    return ApiError(error.code, error.description, retry_after=seconds)


def moved(to: int) -> ApiError:
    """The group is a supergroup now, with another id."""
    error = refusal("upgraded")
    return ApiError(error.code, error.description, moved_to=to)
