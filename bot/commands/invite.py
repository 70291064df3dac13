"""`invite NAME`: a new link for somebody or for the phone of a post; once used, it unbinds the old phone."""

import argparse
from collections.abc import Iterable
from datetime import datetime

from rapidfuzz import fuzz, process

from actions.invitations import invite, invite_post
from bot.commands import links
from bot.commands.clocks import now_beside
from bot.commands.links import Invitee
from bot.commands.options import add_places, name_of_bot, on_store, settings
from bot.commands.reader import tell
from domain.people import Person, Phone, Presence
from domain.refusal import Refusal
from storage import Store, Transaction


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("invite", help=tell("给人发链接,也用于换手机、丢手机"))
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "who", nargs="?", default="", metavar="NAME", help=tell("姓名、称呼或编号;岗位机写岗位的名称或代码")
    )
    who.add_argument("--all-unbound", action="store_true", help=tell("给每个还没有账号的人和岗位机"))
    parser.add_argument("--bot-name", default="", metavar="NAME", help=tell("机器人的用户名,链接里用"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    bot = name_of_bot(args, config)

    async def keep(store: Store) -> tuple[tuple[Invitee, ...], dict[str, str], bool]:
        invitees = await store.run(unbound) if args.all_unbound else (await store.run(find, args.who),)
        tokens = links.tokens_for(invitees)
        await store.run(lambda tx: invite_all(tx, now_beside(tx), invitees, tokens))
        return invitees, tokens, await store.run(bound, invitees)

    if not config.data.is_dir():
        raise Refusal("school.missing")
    invitees, tokens, replaces = on_store(config.data, keep)
    if not invitees:
        print(tell("每个人都有账号了"))
        return 0
    print("\n".join(links.lines(invitees, tokens, bot)))
    print(tell("{how}以前发给他们、还没用的链接作废。", how=links.explanation(bot)))
    if replaces:
        print(tell("新链接用过之后,旧手机上的账号就不再能用。"))
    return 0


def find(tx: Transaction, said: str) -> Invitee:
    """The one post or person meant by a code, a name or a form of address. Raises Refusal for nobody or several."""
    people = tx.school.people.values()
    wanted = said.strip().casefold()
    for post in tx.school.load().posts:
        if wanted in (post.code.casefold(), post.name.casefold()):
            return post
    return find_among(people, said)


def find_among(people: Iterable[Person], said: str) -> Person:
    """The one person meant by a number, a name or a form of address; who left only when nobody else is."""
    people, wanted = tuple(people), said.strip().casefold()
    exact = [p for p in people if wanted in (p.id.casefold(), p.name.casefold(), p.address.casefold())]
    found = exact or [p for p in people if wanted and (wanted in p.name.casefold() or wanted in p.address.casefold())]
    found = [p for p in found if p.presence is not Presence.LEFT] or found
    if not found:
        raise Refusal("person.unknown", {"person": said, "meant": _meant(said, people)})
    if len(found) > 1:
        listed = "\n".join(f"  {p.id} {p.name}({p.address}){p.section} {p.note}".rstrip() for p in found)
        raise Refusal("person.several", {"person": said, "people": listed})
    return found[0]


def unbound(tx: Transaction) -> tuple[Invitee, ...]:
    """Everybody who works here with a phone of their own, and every post with one, without an account."""
    people = (p for p in tx.school.people.values() if p.presence is not Presence.LEFT and p.phone is Phone.OWN)
    posts = (post for post in tx.school.load().posts if post.phone)
    has, phones = tx.accounts.bound(), tx.accounts.bound_posts()
    return (*(p for p in people if p.id not in has), *(post for post in posts if post.code not in phones))


def invite_all(tx: Transaction, now: datetime, invitees: Iterable[Invitee], tokens: dict[str, str]) -> None:
    for invitee in invitees:
        if isinstance(invitee, Person):
            invite(tx, now, invitee.id, tokens[invitee.id])
        else:
            invite_post(tx, now, invitee, tokens[invitee.code])


def bound(tx: Transaction, invitees: Iterable[Invitee]) -> bool:
    has, phones = tx.accounts.bound(), tx.accounts.bound_posts()
    return any(it.id in has if isinstance(it, Person) else it.code in phones for it in invitees)


def _meant(said: str, people: Iterable[Person]) -> str:
    names = {text: p for p in people for text in (p.id, p.address, p.name)}
    found = process.extractOne(said, list(names), scorer=fuzz.ratio, score_cutoff=50)
    return tell(",是不是「{name}」({id})?", name=names[found[0]].name, id=names[found[0]].id) if found else ""
