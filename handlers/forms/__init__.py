"""The written forms, one module a form, each a value that the conductor walks."""

from handlers.forms.about_ticket import ADD, ASSIGN, FINISH, GIVE_BACK, REJECT
from handlers.forms.alarm_place import ALARM_PLACE
from handlers.forms.form import Form
from handlers.forms.report import REPORT, SAME

FORMS: dict[str, Form] = {
    form.name: form for form in (REPORT, SAME, ALARM_PLACE, FINISH, GIVE_BACK, REJECT, ASSIGN, ADD)
}

__all__ = ["ADD", "ALARM_PLACE", "ASSIGN", "FINISH", "FORMS", "GIVE_BACK", "REJECT", "REPORT", "SAME", "Form"]
