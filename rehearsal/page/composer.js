// Where a person writes: text, photo and voice buttons, the command list and the bot's reply keyboard.
import { spot } from "./attach.js";
import { gist } from "./bubble.js";
import { icon, make } from "./elements.js";
import { translate, word } from "./words.js";

export class Composer {
  // `does`: say(fields), correct(message, text), pick(), attach(), commands().
  constructor(does) {
    this.does = does;
    this.correcting = null;
    this.answering = null;
    this.input = make("textarea", { rows: "1", "data-hint": "message", "data-label": "message", onkeydown: (event) => this.key(event), oninput: () => this.suggest() });
    const round = (act, label, picture, press, more = "plain") => make("button", { type: "button", class: `round ${more}`, "data-act": act, "data-label": label, onclick: press }, picture);
    this.keysButton = round("keyboard", "keyboard", icon("keyboard"), () => this.toggleKeys());
    this.banner = make("div", { class: "correcting", hidden: true }, make("span", {}), make("button", { type: "button", class: "round plain", "data-label": "cancel", onclick: () => this.stop() }, "✕"));
    this.list = make("div", { class: "commands", hidden: true });
    this.keys = make("div", { class: "keys", hidden: true });
    this.voiceButton = round("voice", "voice", icon("voice"), () => this.does.say({ voice: { seconds: 3 + Math.floor(Math.random() * 9), title: String(Math.random()) } }));
    this.sendButton = round("send", "send", icon("send"), () => this.send(), "main");
    const row = make("div", { class: "composer" },
      round("attach", "attach", icon("attach"), () => this.does.attach()),
      round("photo", "pickPhoto", icon("photo"), () => this.does.pick()),
      this.input, this.keysButton, this.voiceButton, this.sendButton);
    this.wakeSend();
    this.element = make("div", { class: "writing" }, this.banner, row, this.keys);
    this.wantsKeys = true;
    translate(this.element);
  }

  key(event) {
    // While an input method is choosing characters, Enter belongs to it.
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.list.hidden = true;
      this.stop();
    } else if (event.key === "ArrowUp" && !this.list.hidden) {
      event.preventDefault();
      this.list.lastElementChild?.focus();
    }
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const correcting = this.correcting;
    if (correcting) this.stop();
    this.input.value = "";
    this.suggest();
    const done = correcting ? await this.does.correct(correcting, text) : await this.does.say({ text });
    if (!done && !this.input.value) this.input.value = text;
    this.wakeSend();
  }

  correct(message) {
    this.stop();
    this.correcting = message;
    this.announce("changing", message);
    this.input.value = message.text ?? message.caption ?? "";
    this.wakeSend();
  }

  answer(message) {
    this.stop();
    this.answering = message;
    this.announce("answering", message);
  }

  announce(key, message) {
    this.banner.hidden = false;
    this.banner.firstElementChild.replaceChildren(make("b", {}, word(key)), make("small", {}, gist(message).split("\n")[0]));
    this.input.focus();
  }

  // Nothing is corrected or answered any more.
  stop() {
    if (this.correcting) this.input.value = "";
    this.correcting = null;
    this.answering = null;
    this.banner.hidden = true;
    this.wakeSend();
  }

  // Whatever is said next answers the chosen message, once.
  takeReply() {
    const answered = this.answering;
    if (answered) this.stop();
    return answered ? { reply_to: answered.message_id } : {};
  }

  // An empty field offers the microphone, a written one its sending.
  wakeSend() {
    const written = this.input.value.trim() !== "";
    this.sendButton.hidden = !written;
    this.voiceButton.hidden = written;
  }

  suggest() {
    this.wakeSend();
    const typed = this.input.value;
    const fitting = typed.startsWith("/") ? this.does.commands().filter(({ command }) => `/${command}`.startsWith(typed)) : [];
    this.list.replaceChildren(...fitting.map(({ command, description }) =>
      make("button", { type: "button", onclick: () => this.choose(`/${command}`) }, make("b", {}, `/${command}`), make("span", {}, description))));
    this.list.hidden = fitting.length === 0;
  }

  choose(command) {
    this.input.value = "";
    this.suggest();
    this.input.focus();
    this.does.say({ text: command });
  }

  toggleKeys() {
    this.wantsKeys = !this.wantsKeys;
    this.keys.hidden = !this.wantsKeys;
  }

  showKeyboard(keyboard) {
    this.input.placeholder = keyboard?.placeholder || word("message");
    this.keysButton.hidden = keyboard === null;
    this.keys.hidden = keyboard === null || !this.wantsKeys;
    this.keys.replaceChildren(...(keyboard?.rows ?? []).map((row) => make("div", {}, ...row.map((button) =>
      make("button", { type: "button", onclick: () => this.press(button, keyboard) }, button.text)))));
  }

  press(button, keyboard) {
    if (button.request_location) this.does.say({ position: spot(80) });
    else if (button.request_contact) this.does.say({ contact: true });
    else this.does.say({ text: button.text });
    if (keyboard.one_time) this.keys.hidden = true;
  }
}
