"""What `posters` prints beside posters: slips with a link for each person (`--invites`), and the sheet for the wall."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from actions.invitations import LINKS_LAST
from bot.commands.clocks import now_beside
from bot.commands.invite import find, invite_all, unbound
from bot.commands.links import LINK, Invitee, code_of, tokens_for
from bot.commands.options import on_store, present
from bot.commands.reader import Reader, tell
from bot.commands.target import target
from bot.settings import Config
from domain.people import Person
from domain.refusal import Refusal
from domain.school import School
from reports.slips import A_PAGE, Slip, slips_pdf
from reports.wall import wall_pdf
from storage import Store, Transaction
from words import _, listed, say_in
from words.sentence import Sentence
from words.sentence import said as said_in

WITHOUT_A_CODE = _("{school}: 墙上的一张已写到 {path}(A4)。写上 --bot-name 就带码。")
OF_A_POST = _("岗位机")


def print_slips(config: Config, path: Path, said: Sequence[str], bot: str, *, overwrite: bool) -> int:
    """New links for whom it says, or for everybody without a phone; they hold only when the sheet was written."""
    if not bot:
        raise Refusal("posters.no_bot")
    if not config.data.is_dir():
        raise Refusal("school.missing")
    with target(path, ".pdf", config, overwrite=overwrite, private=True) as unfinished:
        names = on_store(config.data, lambda store: _made(store, said, bot, unfinished.write_bytes))
    count = len(names)
    pages = -(-count // A_PAGE)
    print(
        tell(
            "{count}人的二维码条已写到 {path}({pages}页A4,沿虚线剪开,单独交给本人)。",
            count=count,
            path=path,
            pages=pages,
        )
    )
    if said:
        print(tell("给的是: {names}", names=listed(names, Reader.say)))
    print(
        tell(
            "每张{days}天内扫一次有效;以前发给他们、还没用的链接作废。印完请删掉这个文件:有它就能冒名。",
            days=LINKS_LAST.days,
        )
    )
    return 0


async def _made(store: Store, said: Sequence[str], bot: str, write: Callable[[bytes], object]) -> list[str]:
    """For whom, by number and name."""
    invitees = await store.run(lambda tx: tuple(find(tx, it) for it in said) if said else unbound(tx))
    if not invitees:
        raise Refusal("posters.all_bound")
    tokens = tokens_for(invitees)

    def slips_of(tx: Transaction) -> list[Slip]:
        return [slip_of(tx.school.load(), it, tokens[code_of(it)], bot, now_beside(tx)) for it in invitees]

    name = await store.run(lambda tx: tx.school.load().settings.school)
    write(await asyncio.to_thread(slips_pdf, name, await store.run(slips_of)))
    await store.run(lambda tx: invite_all(tx, now_beside(tx), invitees, tokens))
    return [f"{code_of(it)} {it.name}" for it in invitees]


def slip_of(school: School, invitee: Invitee, token: str, bot: str, now: datetime) -> Slip:
    last = (now + LINKS_LAST - timedelta(days=1)).astimezone(school.settings.zone)
    names = {role.code: role.name for role in school.roles}
    work = (
        next((names[code] for code in invitee.roles if code in names), "") if isinstance(invitee, Person) else OF_A_POST
    )
    until, english = Sentence("{month}月{day}日", month=last.month, day=last.day), say_in("en")
    return Slip(
        code=code_of(invitee),
        name=invitee.name,
        work=work,
        until=until,
        holds=LINK.format(bot=bot, token=token),
        of_a_post=not isinstance(invitee, Person),
        work_in_english=english(work),
        until_in_english=said_in(until, english),
    )


def print_wall(config: Config, path: Path, bot: str, *, overwrite: bool) -> int:
    """The one sheet for the wall; also while the bot runs."""
    school = present(config.data)[0]
    with target(path, ".pdf", config, overwrite=overwrite) as unfinished:
        unfinished.write_bytes(wall_pdf(school.settings.school, bot))
    words = _("{school}: 墙上的一张已写到 {path}(A4)。") if bot else WITHOUT_A_CODE
    print(tell(words, school=school.settings.school, path=path))
    return 0
