"""The conversation that both bots have: a sentence, a guess to confirm, a tap, and it is filed.

    person                          bot
    3号教工宿舍楼-201水管漏水  ->
                               <-   sendMessage: the guess, five buttons
    taps the first             ->
                               <-   answerCallbackQuery; editMessageText: the same message says 已报, two buttons

Nobody else is told, because no worker has opened the bot, so that both make the same calls. Ours also keeps each
update, reads the sentence, looks for the same fault, files the ticket, and keeps each message before it is sent.
"""

from datetime import datetime

BEGIN = datetime.fromisoformat("2026-11-23T08:00:00+08:00")
MOMENT = int(BEGIN.timestamp())
UPDATES_A_ROUND = 2
CALLS_A_ROUND = 3
FAULTS = {
    "水管漏水": "水暖",
    "灯不亮": "电气照明",
    "门锁坏了": "门窗锁具",
    "空调不制冷": "空调风扇",
    "网络断了": "网络多媒体",
    "课桌坏了": "木工家具",
    "墙皮掉了": "土建屋面",
    "监控坏了": "安防门禁",
}
"""What may be broken in a room, and the trade that our reader makes of it."""
ORDINARY = "一般"


def chat_of(number: int) -> int:
    """The private chat, and the user, of the person with that number."""
    return 700_001 + number


def parts_of(sentence: str) -> tuple[str, str]:
    """Place and trade of one of our sentences, for a bot that cannot read."""
    fault = next(fault for fault in FAULTS if sentence.endswith(fault))
    return sentence.removesuffix(fault), FAULTS[fault]
