// The list of phones: who has one, what was said there last, and what nobody has looked at yet.
import { gist } from "./bubble.js";
import { hour } from "./clock.js";
import { choosePhone } from "./drawer.js";
import { badge, crest, face, fullName, make, noteOf } from "./elements.js";
import { word } from "./words.js";

export class Cast {
  // `house` knows people, groups, chats and what is unread, and opens phones.
  constructor(house) {
    this.house = house;
    this.list = document.querySelector(".cast-list");
    this.list.addEventListener("keydown", (event) => this.walk(event));
    this.soon = null;
  }

  // Messages come in crowds; the list is drawn once for all that came together.
  drawSoon() {
    this.soon ??= setTimeout(() => this.draw(), 80);
  }

  draw() {
    clearTimeout(this.soon);
    this.soon = null;
    const { house } = this;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.person : null;
    const everybody = [...house.people.values()];
    const onTable = everybody.filter((person) => !person.in_drawer || house.shown.includes(person.id) || person.id === house.front);
    const inDrawer = everybody.filter((person) => person.in_drawer && !house.shown.includes(person.id));
    const toDrawer = () => choosePhone(inDrawer, (id) => house.take(id));
    this.list.replaceChildren(
      ...onTable.map((person) => this.row(person.id, face(person), fullName(person), noteOf(person), [person.id, ...house.groups.keys()])),
      ...[...house.groups.values()].map((group) => this.row(group.id, crest(group), group.title, word("groupNote", group.members.length), [group.id])),
      ...(inDrawer.length ? [make("button", { type: "button", class: "more", "data-act": "drawer", onclick: toDrawer }, word("morePhones", inDrawer.length))] : []),
    );
    if (focused) this.list.querySelector(`[data-person="${focused}"]`)?.focus();
    this.stopAt(this.list.querySelector(`[data-person="${focused ?? house.front}"]`) ?? this.list.firstElementChild);
  }

  // One stop of Tab for the whole list; inside it the arrows walk.
  stopAt(row) {
    for (const each of this.list.querySelectorAll("[data-person]")) each.tabIndex = each === row ? 0 : -1;
  }

  row(id, picture, name, note, chats) {
    const { house } = this;
    const last = house.chat(id).last();
    const pressed = house.alone ? id === house.front : house.shown.includes(id);
    return make("button", { type: "button", "data-person": id, "aria-pressed": String(pressed), onclick: () => house.toggle(id) },
      picture,
      make("span", { class: "name" }, make("b", {}, name), make("small", {}, note)),
      make("time", {}, last ? hour(last.date * 1000) : ""),
      make("span", { class: "last" }, last ? this.said(last, id) : word("nothingYet")),
      badge(house.unread.of(id, chats)));
  }

  said(message, id) {
    const line = message.service ? word("servicesLine") : gist(message).split("\n")[0];
    const who = message.from.is_bot ? "" : message.from.id === id ? word("you") : `${fullName(message.from)}: `;
    return `${message.silent ? "🔕 " : ""}${who}${line}`;
  }

  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const rows = [...this.list.children];
    const next = rows[rows.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    this.stopAt(next);
    next.focus();
  }

  show(id) {
    this.list.querySelector(`[data-person="${id}"]`)?.scrollIntoView({ block: "nearest" });
  }
}
