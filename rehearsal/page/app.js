// Puts the page together: the house of people and chats, the phones in front, and the events that keep them true.
import { Bar } from "./bar.js";
import { Chat } from "./chat.js";
import { crest, face, fullName, make } from "./elements.js";
import { choosePhone } from "./drawer.js";
import { Phone } from "./phone.js";
import { act, listen, look } from "./stage.js";
import { switchLanguage, translate, word } from "./words.js";

const PHONE_WIDTH = 380;
const LOOK_EVERY = 3000;
const narrow = matchMedia("(max-width: 760px)");

class House {
  constructor() {
    this.bot = { username: "" };
    this.people = new Map();
    this.groups = new Map();
    this.chats = new Map();
    this.phones = new Map();
    this.counts = new Map();
    this.meetings = 0;
    this.wanted = JSON.parse(localStorage.getItem("phones") ?? "null");
    this.shown = [];
    this.front = Number(localStorage.getItem("front")) || null;
    this.bar = new Bar();
    this.row = document.querySelector(".phones");
    this.cast = document.querySelector(".cast");
  }

  chat(id) {
    if (!this.chats.has(id)) {
      this.chats.set(id, new Chat(id));
      this.chats.get(id).load().catch(() => {});
    }
    return this.chats.get(id);
  }

  // School time, so many minutes ago.
  ago(minutes) {
    return new Date(this.bar.now - minutes * 60_000).toISOString();
  }

  async refresh() {
    document.querySelector("#line").hidden = true;
    const known = [...this.chats.values()];
    await this.bar.look(); // it learns the school's zone, in which every bubble shows its time
    await Promise.all([this.meet(), ...known.map((chat) => chat.load())]);
  }

  async meet() {
    this.meetings += 1;
    const mine = this.meetings;
    const { bot, people, groups } = await look("people");
    // Answers may overtake each other; only the last one asked for counts.
    if (mine !== this.meetings) return;
    this.bot = bot;
    this.people = new Map(people.map((person) => [person.id, person]));
    this.groups = new Map(groups.map((group) => [group.id, group]));
    this.follow(groups);
    this.choose();
    this.draw();
    for (const phone of this.phones.values()) phone.dress();
  }

  // A group that became a supergroup has another id, and stays where it was on the table.
  follow(groups) {
    for (const { id, was } of groups) {
      if (was === null || this.groups.has(was)) continue;
      this.wanted = this.wanted?.map((wanted) => (wanted === was ? id : wanted)) ?? null;
      if (this.front === was) this.front = id;
    }
  }

  has(id) {
    return this.people.has(id) || this.groups.has(id);
  }

  // At first as many phones as fit; later those that were chosen.
  choose() {
    const known = [...this.people.values(), ...this.groups.values()].filter((one) => !one.in_drawer).map((one) => one.id);
    const fits = Math.max(1, Math.min(4, Math.floor(innerWidth / PHONE_WIDTH)));
    this.shown = (this.wanted ?? known.slice(0, fits)).filter((id) => this.has(id));
    if (!this.has(this.front)) this.front = this.shown[0] ?? known[0] ?? null;
  }

  toggle(id) {
    if (narrow.matches) this.front = id;
    else if (this.shown.includes(id)) this.shown = this.shown.filter((other) => other !== id);
    else this.shown = [...this.shown, id];
    this.keep();
    this.phones.get(id)?.element.scrollIntoView({ inline: "nearest", block: "nearest" });
    this.cast.querySelector(`[data-person="${id}"]`)?.scrollIntoView({ inline: "center", block: "nearest" });
  }

  // Out of the drawer: from now on its person is played here.
  async take(id) {
    await act("take", { user: id });
    await this.meet();
    if (!this.shown.includes(id) || narrow.matches) this.toggle(id);
  }

  putAway(id) {
    this.shown = this.shown.filter((other) => other !== id);
    this.keep();
  }

  keep() {
    this.wanted = this.shown;
    localStorage.setItem("phones", JSON.stringify(this.shown));
    localStorage.setItem("front", String(this.front));
    this.draw();
  }

  draw() {
    const visible = narrow.matches ? [this.front].filter(Boolean) : this.shown;
    const phones = visible.map((id) => {
      if (!this.phones.has(id)) this.phones.set(id, new Phone(id, this));
      const phone = this.phones.get(id);
      this.read(id, phone.chat.id);
      phone.element.classList.toggle("front", id === this.front);
      return phone.element;
    });
    const nobody = make("p", { class: "nobody" }, word(this.people.size ? "nobody" : "empty"));
    const wanted = phones.length ? phones : [nobody];
    if (wanted.length !== this.row.children.length || wanted.some((element, index) => this.row.children[index] !== element)) {
      this.row.replaceChildren(...wanted);
      for (const id of visible) this.phones.get(id).log.toEnd();
    }
    this.drawCast();
  }

  drawCast() {
    const focused = this.cast.contains(document.activeElement) ? document.activeElement.dataset.person : null;
    const inDrawer = [...this.people.values()].filter((person) => person.in_drawer && !this.shown.includes(person.id));
    const chip = (id, picture, name, note, chats) => {
      const pressed = narrow.matches ? id === this.front : this.shown.includes(id);
      const unread = chats.reduce((sum, chat) => sum + this.unread(id, chat), 0);
      return make("button", { type: "button", "data-person": id, "aria-pressed": String(pressed), onclick: () => this.toggle(id) },
        picture, make("span", {}, name), make("small", {}, note),
        make("span", { class: "badge", title: word("unread", unread) }, unread ? String(unread) : ""));
    };
    this.cast.replaceChildren(
      ...[...this.people.values()].filter((person) => !person.in_drawer || this.shown.includes(person.id) || person.id === this.front).map((person) => chip(person.id, face(person), fullName(person), person.note, [person.id, ...this.groups.keys()])),
      ...[...this.groups.values()].map((group) => chip(group.id, crest(group), group.title, "", [group.id])),
      ...(inDrawer.length ? [make("button", { type: "button", class: "more", "data-act": "drawer", onclick: () => choosePhone(inDrawer, (id) => this.take(id)) }, word("morePhones", inDrawer.length))] : []),
    );
    if (focused) this.cast.querySelector(`[data-person="${focused}"]`)?.focus();
  }

  unread(user, chat) {
    return this.counts.get(`${user} ${chat}`) ?? 0;
  }

  read(user, chat) {
    if (!this.counts.delete(`${user} ${chat}`)) return;
    this.phones.get(user)?.dress();
    this.drawCast();
  }

  // A message counts as unread for whoever may see it and has no phone open at that chat; a group has a phone of its own.
  count(chatId, message) {
    const readers = chatId > 0 ? [chatId] : [...(this.groups.get(chatId)?.members ?? []), chatId];
    for (const user of readers) {
      const phone = this.phones.get(user);
      const seen = phone && phone.element.isConnected && phone.chat.id === chatId;
      if (seen || message.service || message.from.id === (phone?.person.id ?? user)) continue;
      this.counts.set(`${user} ${chatId}`, this.unread(user, chatId) + 1);
      phone?.dress();
    }
    this.drawCast();
  }

  happened(name, facts, number) {
    if (name === "people") this.meetSoon();
    else if (name === "menu") this.reloadSoon();
    else if (name === "clock") this.bar.show(facts.now);
    else if (name === "kill") this.bar.died(facts);
    else if (name === "answer") this.phones.get(facts.user)?.answered(facts);
    else this.chats.get(facts.chat)?.happened(name, facts, number);
    if (name === "message") this.count(facts.chat, facts.message);
  }

  // People come in crowds, too.
  meetSoon() {
    clearTimeout(this.meeting);
    this.meeting = setTimeout(() => this.meet().catch(() => {}), 60);
  }

  // A bot sets many menus in a row; one look afterwards is enough.
  reloadSoon() {
    clearTimeout(this.reloading);
    this.reloading = setTimeout(() => this.chats.forEach((chat) => chat.load().catch(() => {})), 400);
  }

  speak() {
    this.bar.dress();
    this.draw();
    for (const phone of this.phones.values()) {
      phone.dress();
      phone.redraw();
    }
  }
}

translate(document);
const house = new House();
document.querySelector("[data-act='language']").addEventListener("click", () => { switchLanguage(); house.speak(); });
narrow.addEventListener("change", () => {
  house.draw();
  house.cast.querySelector("[aria-pressed='true']")?.scrollIntoView({ inline: "center", block: "nearest" });
});
listen({
  fresh: () => house.refresh().catch(() => { document.querySelector("#line").hidden = false; }),
  happened: (name, facts, number) => house.happened(name, facts, number),
  lost: () => { document.querySelector("#line").hidden = false; },
});
setInterval(() => document.hidden || house.bar.look().catch(() => {}), LOOK_EVERY);
