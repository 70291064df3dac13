// One person's phone: the chat with the bot and the groups, and everything that person can do in them.
import { gist } from "./bubble.js";
import { Composer } from "./composer.js";
import { closing, face, fullName, make } from "./elements.js";
import { Log } from "./log.js";
import { enlarge, pick } from "./picker.js";
import { act, base64Of } from "./stage.js";
import { translate, word } from "./words.js";

export class Phone {
  // `house` knows people, groups, chats, the bot and the clock.
  constructor(person, house) {
    this.person = person;
    this.house = house;
    this.chat = null;
    this.watch = (change) => this.changed(change);
    this.log = new Log(person.id, {
      tap: (message, button, element) => this.tap(message, button, element),
      change: (message) => this.composer.correct(message),
      command: (text) => this.say({ text }),
      open: (url) => this.open(url),
      enlarge,
    });
    this.composer = new Composer({
      say: (fields) => this.say(fields),
      correct: (message, text) => this.correct(message, text),
      pick: () => pick((chosen) => this.sendPhotos(chosen)),
      position: () => this.sendPosition(),
      contact: () => this.say({ contact: true }),
      commands: () => this.chat.commands,
    });
    this.head = make("header");
    this.rooms = make("div", { class: "rooms", hidden: true });
    this.pin = make("button", { type: "button", class: "pinned", hidden: true });
    this.typing = make("div", { class: "typing", "aria-live": "polite" });
    this.begin = make("button", { type: "button", class: "begin main", "data-act": "begin", "data-word": "begin", hidden: true, onclick: () => this.say({ text: "/start" }) });
    this.off = make("p", { class: "off", "data-word": "blocked", hidden: true });
    this.element = make("section", { class: "phone", "data-phone": person.id, "aria-label": fullName(person) },
      this.head, this.rooms, this.pin, this.log.element, this.off, this.begin, this.composer.element);
    this.log.element.append(this.typing, this.composer.list);
    this.show(person.id);
    this.dress();
  }

  // Name, note, menu and rooms; again whenever people change or the language does.
  dress() {
    this.person = this.house.people.get(this.person.id) ?? this.person;
    const { person } = this;
    const menu = closing(make("details", { class: "menu" }, make("summary", { "data-label": "more" }), make("div", { class: "list" },
      this.choice("sendPosition", () => this.sendPosition()),
      this.choice("sendContact", () => this.say({ contact: true })),
      this.choice("sendFile", () => this.sendFile()),
      person.started ? this.choice(person.blocked ? "unblock" : "block", () => this.try(() => act("block", { user: person.id, blocked: !person.blocked }))) : null,
      this.choice("hide", () => this.house.putAway(person.id)))));
    this.head.replaceChildren(face(person), make("div", { class: "who" }, make("b", {}, fullName(person)), make("small", {}, person.note)), menu);
    const mine = [...this.house.groups.values()].filter((group) => group.members.includes(person.id));
    this.rooms.hidden = mine.length === 0;
    this.rooms.replaceChildren(...[{ id: person.id, title: word("talk") }, ...mine].map(({ id, title }) => {
      const unread = this.house.unread(person.id, id);
      return make("button", { type: "button", "data-room": id, "aria-pressed": String(this.chat.id === id), onclick: () => this.show(id) }, title, " ", make("span", { class: "badge" }, unread ? String(unread) : ""));
    }));
    const inPrivate = this.chat.id === person.id;
    this.off.hidden = !(inPrivate && person.blocked);
    this.begin.hidden = !inPrivate || person.started;
    this.composer.element.hidden = inPrivate && (person.blocked || !person.started);
    translate(this.element);
    this.composer.showKeyboard(this.chat.keyboard);
  }

  show(chatId) {
    this.chat?.watchers.delete(this.watch);
    this.chat = this.house.chat(chatId);
    this.chat.watchers.add(this.watch);
    this.log.followed = true;
    this.house.read(this.person.id, chatId);
    this.dress();
    this.redraw();
  }

  changed(change) {
    if (change.name === "action") this.showTyping();
    else this.redraw(change);
    if (change.name === "keyboard" || change.name === "load") this.composer.showKeyboard(this.chat.keyboard);
    if (change.name === "message" && change.message.from.is_bot) {
      this.typing.textContent = "";
      if (!change.message.silent) this.buzz();
    }
  }

  redraw({ name = "load", message = null } = {}) {
    this.log.draw(this.chat, { changed: name === "edit" ? message.message_id : null, arrived: name === "message" });
    const pinned = [...this.chat.messages.values()].filter((each) => each.pinned).at(-1);
    this.pin.hidden = !pinned;
    if (pinned) this.pin.replaceChildren("📌", make("span", {}, gist(pinned).split("\n")[0]));
    this.pin.onclick = () => this.log.list.querySelector(`[data-message="${pinned?.message_id}"]`)?.scrollIntoView({ block: "center" });
  }

  async tap(message, button, element) {
    element.setAttribute("aria-busy", "true");
    const pressed = await this.try(() => act("tap", { user: this.person.id, chat: this.chat.id, message_id: message.message_id, data: button.data }));
    element.removeAttribute("aria-busy");
    if (pressed && pressed.answer === null) this.toast(word("noAnswer"));
  }

  // A link to this very bot is what a scanned code would be: it says /start with the payload.
  open(url) {
    const found = /^https?:\/\/t\.me\/([^/?]+)\?start=([\w-]{1,64})$/.exec(url);
    if (!found || found[1].toLowerCase() !== this.house.bot.username.toLowerCase()) return false;
    this.show(this.person.id);
    this.say({ text: `/start ${found[2]}` });
    return true;
  }

  say(fields) {
    this.log.followed = true;
    return this.try(() => act("say", { user: this.person.id, chat: this.chat.id, ...fields }));
  }

  correct(message, text) {
    const field = message.text === undefined ? "caption" : "text";
    return this.try(() => act("edit", { user: this.person.id, chat: this.chat.id, message_id: message.message_id, [field]: text }));
  }

  sendPhotos({ files, caption, minutesAgo }) {
    const date = minutesAgo ? { date: this.house.ago(minutesAgo) } : {};
    return this.say({ ...(files.length > 1 ? { album: files } : { photo: files[0] }), ...(caption ? { caption } : {}), ...date });
  }

  sendPosition() {
    const near = (middle) => middle + (Math.random() - 0.5) * 0.002;
    return this.say({ position: { latitude: near(30.65742), longitude: near(104.06584), horizontal_accuracy: 12 } });
  }

  sendFile() {
    const input = make("input", { type: "file" });
    input.addEventListener("change", async () => this.say({ document: { base64: await base64Of(input.files[0]), file_name: input.files[0].name, mime_type: input.files[0].type } }));
    input.click();
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

  choice(key, press) {
    return make("button", { type: "button", "data-act": key, onclick: press }, word(key));
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
