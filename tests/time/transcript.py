"""A day of a school in Shanghai, printed message by message: run as a program by a machine in any zone."""

import json
import logging
import re
import sys
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from actions.move_alarm import move_alarm
from actions.raise_alarm import raise_alarm
from bot.logs import Lines
from domain.alarms import Move
from domain.reading import Vocabulary, reader_of
from handlers.news import render
from tests.sample import sample
from tests.time.lives import a_life

WORDS = "一食堂有煤气味!"
BEGINS = datetime.fromisoformat("2026-11-23T06:45+08:00")


def main() -> None:
    with a_life(ZoneInfo("Asia/Shanghai"), BEGINS) as life:
        for person, user in zip(life.tx.school.people, count(700_000), strict=False):
            life.tx.accounts.bind(person, user, life.now)
        life.until(BEGINS + timedelta(hours=3))
        reading = reader_of(Vocabulary(sample().places, sample().settings)).read(WORDS)
        alarm = raise_alarm(life.tx, life.now, reporter="P53", reading=reading, words=WORDS, said_at=life.now)
        life.until(life.now + timedelta(minutes=25))
        move_alarm(life.tx, life.now, "P03", alarm.number, Move.GO, said_at=life.now)
        life.away(timedelta(hours=2))
        life.until(BEGINS + timedelta(hours=25))
        for row in life.tx._connection.execute("SELECT * FROM outbox ORDER BY id"):
            message = render(row["about"], json.loads(row["facts"]), "zh")
            # The head of the history is salted: it is another one each time.
            text = re.sub(r"(记录[\d,]+条).*", r"\1", message.text)
            sys.stdout.write(f"{row['person']} {row['made_at']} {row['not_before']} {text}\n")
        sys.stdout.write(f"{life.tx.history.head()[0]}\n")
    record = logging.LogRecord("bot", logging.INFO, "", 0, "a.line", (), None)
    record.created = BEGINS.timestamp()
    sys.stdout.write(Lines(str).format(record) + "\n")


if __name__ == "__main__":
    sys.exit(main())
