// Puts the page together: the house of people and chats, the phones in front, and the events that keep them true.
import { Bar } from "./bar.js";
import { Cast } from "./cast.js";
import { Chat } from "./chat.js";
import { make } from "./elements.js";
import { Guide } from "./guide.js";
import { Phone } from "./phone.js";
import { act, afterwards, listen, look } from "./stage.js";
import { Unread } from "./unread.js";
import { switchLanguage, translate, word } from "./words.js";

const PHONE_WIDTH = 330;
const LIST_WIDTH = 280;
const LOOK_EVERY = 3000;
const narrow = matchMedia("(max-width: 760px)");

class House {
  constructor() {
    this.bot = { username: "" };
    this.people = new Map();
    this.groups = new Map();
    this.chats = new Map();
    this.phones = new Map();
    this.unread = new Unread();
    this.meetings = 0;
    // People come in crowds, and a bot sets many menus in a row; one look afterwards is enough.
    this.meetSoon = afterwards(60, () => this.meet().catch(() => {}));
    this.reloadSoon = afterwards(400, () => this.chats.forEach((chat) => chat.load().catch(() => {})));
    this.wanted = JSON.parse(localStorage.getItem("phones") ?? "null");
    this.shown = [];
    this.front = Number(localStorage.getItem("front")) || null;
    this.single = localStorage.getItem("single") === "true";
    this.view = this.front ? "chat" : "list"; // on a narrow screen: the list, or one phone
    this.bar = new Bar();
    this.row = document.querySelector(".phones");
    this.cast = new Cast(this);
    this.guide = new Guide(this);
  }

  chat(id) {
    if (!this.chats.has(id)) {
      const chat = new Chat(id);
      this.chats.set(id, chat);
      chat.watchers.add(() => this.cast.drawSoon());
      chat.load().catch(() => {});
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
    await Promise.all([this.meet().then(() => this.guide.load()), ...known.map((chat) => chat.load())]);
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
    const fits = Math.max(1, Math.min(4, Math.floor((innerWidth - LIST_WIDTH) / PHONE_WIDTH)));
    this.shown = (this.wanted ?? known.slice(0, fits)).filter((id) => this.has(id));
    if (!this.has(this.front)) this.front = this.shown[0] ?? known[0] ?? null;
  }

  // One phone at a time: always on a narrow screen, elsewhere on wish.
  get alone() {
    return this.single || narrow.matches;
  }

  // Side by side a second press puts the phone away again.
  toggle(id) {
    if (this.alone) this.turnTo(id);
    else if (this.shown.includes(id)) this.putAway(id);
    else this.layOut(id);
  }

  turnTo(id) {
    if (narrow.matches && this.view === "list") history.pushState({ view: "chat" }, "");
    this.front = id;
    this.view = "chat";
    this.keep();
    this.cast.show(id);
  }

  layOut(id) {
    this.shown = [...this.shown, id];
    this.keep();
    this.phones.get(id).element.scrollIntoView({ inline: "nearest", block: "nearest" });
    this.cast.show(id);
  }

  // To the front, however phones are shown.
  bring(id) {
    if (this.alone) this.turnTo(id);
    else if (!this.shown.includes(id)) this.layOut(id);
    else this.phones.get(id).element.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  // Back from one phone to the list, by the button or by the browser's own way back.
  toList() {
    this.view = "list";
    this.draw();
    this.cast.list.querySelector(`[data-person="${this.front}"]`)?.focus();
  }

  oneAtATime(on) {
    this.single = on;
    localStorage.setItem("single", String(on));
    if (on && !this.shown.includes(this.front)) this.front = this.shown[0] ?? this.front;
    this.draw();
  }

  // Out of the drawer: from now on its person is played here.
  async take(id) {
    await act("take", { user: id });
    await this.meet();
    if (!this.shown.includes(id) || this.alone) this.toggle(id);
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
    const visible = this.alone ? [this.front].filter(Boolean) : this.shown;
    const phones = visible.map((id) => {
      if (!this.phones.has(id)) this.phones.set(id, new Phone(id, this));
      const phone = this.phones.get(id);
      phone.element.classList.toggle("front", id === this.front);
      return phone.element;
    });
    const nobody = make("p", { class: "nobody" }, word(this.people.size ? "nobody" : "empty"));
    const wanted = phones.length ? phones : [nobody];
    if (wanted.length !== this.row.children.length || wanted.some((element, index) => this.row.children[index] !== element)) {
      this.row.replaceChildren(...wanted);
      for (const id of visible) this.phones.get(id).log.toEnd();
    }
    for (const id of visible) if (this.inSight(id)) this.read(id, this.phones.get(id).chat.id);
    document.body.dataset.view = this.view;
    const single = document.querySelector("[data-act='single']");
    single.setAttribute("aria-pressed", String(this.single));
    this.cast.draw();
    this.markBack();
  }

  // The way back to the list says how much waits on the other phones.
  markBack() {
    const others = [...this.people.values(), ...this.groups.values()].filter((one) => !one.in_drawer && one.id !== this.front).map((one) => one.id);
    this.phones.get(this.front)?.markBack(this.unread.total(others.map((id) => [id, id])));
  }

  // Whether somebody at this page looks at that phone now.
  inSight(id) {
    return Boolean(this.phones.get(id)?.element.isConnected) && !(narrow.matches && this.view === "list");
  }

  read(user, chat) {
    if (!this.unread.read(user, chat)) return;
    this.phones.get(user)?.dress();
    this.cast.drawSoon();
  }

  // A message counts as unread for whoever may see it and has no phone open at that chat; a group has a phone of its own.
  count(chatId, message) {
    const readers = chatId > 0 ? [chatId] : [...(this.groups.get(chatId)?.members ?? []), chatId];
    for (const user of readers) {
      const phone = this.phones.get(user);
      const seen = phone && this.inSight(user) && phone.chat.id === chatId;
      if (seen || message.service || message.from.id === (phone?.person.id ?? user)) continue;
      this.unread.add(user, chatId, message.silent);
      phone?.dress();
    }
    this.markBack();
  }

  happened(name, facts, number) {
    if (name === "people") this.meetSoon();
    else if (name === "menu") this.reloadSoon();
    else if (name === "clock") this.bar.show(facts.now);
    else if (name === "story") this.guide.load().catch(() => {});
    else if (name === "kill") [this.bar, this.guide].forEach((each) => each.died(facts));
    else if (name === "answer") this.phones.get(facts.user)?.answered(facts);
    else this.chats.get(facts.chat)?.happened(name, facts, number);
    if (name === "message") this.count(facts.chat, facts.message);
  }

  speak() {
    this.bar.dress();
    this.guide.draw();
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
document.querySelector("[data-act='single']").addEventListener("click", () => house.oneAtATime(!house.single));
narrow.addEventListener("change", () => house.draw());
addEventListener("popstate", () => house.toList());
listen({
  fresh: () => house.refresh().catch(() => { document.querySelector("#line").hidden = false; }),
  happened: (name, facts, number) => house.happened(name, facts, number),
  lost: () => { document.querySelector("#line").hidden = false; },
});
setInterval(() => document.hidden || house.bar.look().catch(() => {}), LOOK_EVERY);
