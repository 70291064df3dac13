// One phone: a person's, with the chat with the bot and the groups, or one that lies open at a group and is a member's.
import { gist } from "./bubble.js";
import { Composer } from "./composer.js";
import { attach } from "./attach.js";
import { badge, closing, crest, face, fullName, make, noteOf } from "./elements.js";
import { Log } from "./log.js";
import { openMessageMenu } from "./messagemenu.js";
import { phoneMenu } from "./phonemenu.js";
import { enlarge, pick, screenVideo } from "./picker.js";
import { chooseGroup } from "./rooms.js";
import { act } from "./stage.js";
import { translate, word } from "./words.js";

export class Phone {
  // `id` is a person's or a group's; `house` knows people, groups, chats, the bot and the clock.
  constructor(id, house) {
    this.id = id;
    this.house = house;
    this.person = this.owner;
    this.chat = null;
    this.sending = 0;
    this.given = new Map(); // the own reaction, by chat and message
    this.watch = (change) => this.changed(change);
    this.log = new Log(this.person.id, {
      tap: (message, button, element) => this.tap(message, button, element),
      more: (messages, button) => openMessageMenu(this, messages, button),
      jump: (id) => this.jump(id),
      command: (text) => this.say({ text }),
      open: (url) => this.open(url),
      enlarge,
      watch: screenVideo,
    });
    this.composer = new Composer({
      say: (fields) => this.say(fields),
      correct: (message, text) => this.correct(message, text),
      pick: () => pick((chosen) => this.sendPhotos(chosen)),
      attach: () => attach((fields) => this.say(fields)),
      commands: () => this.chat.commands,
    });
    this.head = make("header");
    this.waiting = make("span", { class: "badge" });
    this.back = make("button", { type: "button", class: "back plain", "data-act": "back", "data-label": "back", onclick: () => history.state?.view === "chat" ? history.back() : this.house.toList() }, "‹ ", this.waiting);
    this.rooms = make("div", { class: "rooms", hidden: true });
    this.pin = make("button", { type: "button", class: "pinned", hidden: true });
    this.typing = make("div", { class: "typing", "aria-live": "polite" });
    this.begin = make("button", { type: "button", class: "begin main", "data-act": "begin", "data-word": "begin", hidden: true, onclick: () => this.say({ text: "/start" }) });
    this.off = make("div", { class: "off", hidden: true });
    this.element = make("section", { class: "phone", "data-phone": id, "aria-label": this.name },
      this.head, this.rooms, this.pin, this.log.element, this.off, this.begin, this.composer.element);
    this.log.element.append(this.typing, this.composer.list);
    this.show(id);
    this.dress();
  }

  get group() {
    return this.house.groups.get(this.id) ?? null;
  }

  get owner() {
    return this.house.people.get(this.group ? this.group.members[0] : this.id);
  }

  get name() {
    return this.group ? this.group.title : fullName(this.person);
  }

  // Name, note, menu and rooms; again whenever people change or the language does.
  dress() {
    this.person = this.owner ?? this.person;
    const { person, group } = this;
    const menu = closing(make("details", { class: "menu" }, make("summary", { "data-label": "more" }), make("div", { class: "list" }, ...phoneMenu(this))));
    // Dressed anew while somebody has the menu open: it stays open under their finger.
    menu.open = this.head.querySelector("details")?.open ?? false;
    const note = group ? word("playedBy", fullName(person)) : noteOf(person);
    this.head.replaceChildren(this.back, group ? crest(group) : face(person), make("div", { class: "who" }, make("b", {}, this.name), make("small", {}, note)), menu);
    this.dressRooms();
    const inPrivate = this.chat.id === person.id;
    const here = this.house.groups.get(this.chat.id);
    const botGone = here && !["member", "administrator"].includes(here.bot);
    this.off.hidden = !(inPrivate ? person.blocked : botGone);
    this.off.replaceChildren(make("p", {}, word(inPrivate ? "blocked" : "noBotInGroup")), this.wayBack(inPrivate));
    this.begin.hidden = !inPrivate || (person.started && this.chat.messages.size > 0) || person.blocked;
    this.composer.element.hidden = inPrivate && (person.blocked || !person.started);
    translate(this.element);
    this.composer.showKeyboard(this.chat.keyboard);
  }

  // The bot was blocked, or is not in the group: one press has it back.
  wayBack(inPrivate) {
    const user = this.person.id;
    const [path, fields] = inPrivate ? ["block", { user, blocked: false }] : ["join", { user, chat: this.chat.id, admin: true }];
    return make("button", { type: "button", onclick: () => this.try(() => act(path, fields)) }, word(inPrivate ? "unblock" : "letIn"));
  }

  dressRooms() {
    const mine = [...this.house.groups.values()].filter((group) => group.members.includes(this.person.id));
    this.rooms.hidden = this.group !== null || mine.length === 0;
    this.rooms.replaceChildren(...[{ id: this.person.id, title: word("talk") }, ...mine].map(({ id, title }) => {
      return make("button", { type: "button", "data-room": id, "aria-pressed": String(this.chat.id === id), onclick: () => this.show(id) }, title, " ", badge(this.house.unread.of(this.id, [id])));
    }));
  }

  show(chatId) {
    this.chat?.watchers.delete(this.watch);
    this.chat = this.house.chat(chatId);
    this.chat.watchers.add(this.watch);
    this.composer.stop();
    this.log.followed = true;
    this.house.read(this.id, chatId);
    this.dress();
    this.redraw();
  }

  changed(change) {
    if (change.name === "action") this.showTyping();
    else this.redraw(change);
    if (change.name === "load" || (change.name === "message" && this.chat.messages.size === 1)) this.dress();
    if (change.name === "keyboard" || change.name === "load") this.composer.showKeyboard(this.chat.keyboard);
    if (change.name === "message" && change.message.from.is_bot) {
      this.typing.textContent = "";
      if (!change.message.silent && !change.message.service) this.buzz();
    }
  }

  redraw({ name = "load", message = null } = {}) {
    this.log.draw(this.chat, { changed: name === "edit" ? message.message_id : null, arrived: name === "message" });
    const pinned = [...this.chat.messages.values()].find((each) => each.on_top);
    this.pin.hidden = !pinned;
    if (pinned) {
      const [first, ...rest] = gist(pinned).split("\n");
      this.pin.replaceChildren(make("span", {}, make("b", {}, first), make("small", {}, rest.join("  "))));
    }
    this.pin.onclick = () => this.jump(pinned?.message_id);
  }

  jump(id) {
    const there = this.log.list.querySelector(`[data-message="${id}"]`);
    there?.scrollIntoView({ block: "center" });
    if (there) this.log.flash(there.closest(".bubble"));
  }

  markBack(waiting) {
    const marked = badge(waiting);
    this.waiting.replaceWith(marked);
    this.waiting = marked;
  }

  async tap(message, button, element) {
    element.setAttribute("aria-busy", "true");
    const pressed = await this.try(() => act("tap", { user: this.person.id, chat: this.chat.id, message_id: message.message_id, data: button.data }));
    element.removeAttribute("aria-busy");
    if (pressed && pressed.answer === null) this.toast(word("noAnswer"));
  }

  // A link to this very bot is what a scanned code would be: it says /start with the payload, or asks for a group first.
  open(url) {
    const found = /^https?:\/\/t\.me\/([^/?]+)\?(start|startgroup)=([\w-]{1,64})(&.*)?$/.exec(url);
    if (!found || found[1].toLowerCase() !== this.house.bot.username.toLowerCase()) return false;
    const [, , where, token] = found;
    if (where === "startgroup") {
      this.try(() => chooseGroup(this.person, [...this.house.groups.values()], token));
      return true;
    }
    this.show(this.id);
    this.say({ text: `/start ${token}` });
    return true;
  }

  async say(fields) {
    this.log.followed = true;
    this.sending += 1;
    const said = await this.try(() => act("say", { user: this.person.id, chat: this.chat.id, ...this.composer.takeReply(), ...fields }));
    this.sending -= 1;
    return said;
  }

  correct(message, text) {
    const field = message.text === undefined ? "caption" : "text";
    return this.try(() => act("edit", { user: this.person.id, chat: this.chat.id, message_id: message.message_id, [field]: text }));
  }

  sendPhotos({ files, caption, minutesAgo }) {
    const date = minutesAgo ? { date: this.house.ago(minutesAgo) } : {};
    const one = files[0].mime_type?.startsWith("video/") ? { video: files[0] } : { photo: files[0] };
    return this.say({ ...(files.length > 1 ? { album: files } : one), ...(caption ? { caption } : {}), ...date });
  }

  answered({ text, show_alert: alert }) {
    if (!text) return;
    if (!alert) return this.toast(text);
    const box = make("div", { class: "alert", role: "alertdialog" }, make("div", {}, make("p", {}, text), make("button", { type: "button", class: "main", onclick: () => box.remove() }, word("ok"))));
    this.log.element.append(box);
    box.querySelector("button").focus();
  }

  toast(text) {
    this.log.element.querySelector(".toast")?.remove();
    const toast = make("div", { class: "toast", role: "status" }, text);
    this.log.element.append(toast);
    setTimeout(() => toast.remove(), 2500 + text.length * 60);
  }

  buzz() {
    this.element.classList.remove("buzz");
    requestAnimationFrame(() => this.element.classList.add("buzz"));
  }

  showTyping() {
    this.typing.textContent = word("typing");
    clearTimeout(this.typed);
    this.typed = setTimeout(() => { this.typing.textContent = ""; }, 5000);
  }

  async try(deed) {
    try {
      return await deed();
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }
}
