"""What a button says whose form is over: what came of it, and who has that now."""

from handlers.news.alarm_words import progress
from handlers.news.duties import stands as duty_stands
from handlers.news.duty_words import said
from handlers.news.forms import FORM_NAMES
from handlers.news.gates import STATES as GATE_STATES
from handlers.news.message import Facts, Message, Wording
from handlers.news.tickets import stands as ticket_stands
from words import Say, _

OVER = _("这张已经填完了。")


def _ticket(f: Facts, say: Say) -> Message:
    stands = ticket_stands(f, say)
    return Message(say(_("这张已经填完了:{number}号,{stands}。")).format(number=f["number"], stands=stands))


def _dropped(f: Facts, say: Say) -> Message:
    form = say(FORM_NAMES.get(f["form"], FORM_NAMES["report"]))
    return Message(say(_("{form}没做完就关了。要做请再来一次。")).format(form=form))


WORDING: dict[str, Wording] = {
    "form.ticket": _ticket,
    "form.alarm": lambda f, say: Message(say(OVER) + progress(f, say)),
    "form.duty": lambda f, say: Message(say(OVER) + said(duty_stands(f), f, say)),
    "form.gate": lambda f, say: Message(say(OVER) + say(GATE_STATES[f["state"]]).format(**f)),
    "form.dropped": _dropped,
}
