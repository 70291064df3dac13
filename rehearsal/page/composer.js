// Where a person writes: text, photo and voice buttons, the command list and the bot's reply keyboard.
import { icon, make } from "./elements.js";
import { translate, word } from "./words.js";

export class Composer {
  // `does`: say(fields), correct(message, text), pick(), position(), contact(), commands().
  constructor(does) {
    this.does = does;
    this.correcting = null;
    this.input = make("textarea", { rows: "1", "data-hint": "message", "data-label": "message", onkeydown: (event) => this.key(event), oninput: () => this.suggest() });
    const round = (act, label, picture, press, more = "plain") => make("button", { type: "button", class: `round ${more}`, "data-act": act, "data-label": label, onclick: press }, picture);
    this.keysButton = round("keyboard", "keyboard", icon("keyboard"), () => this.toggleKeys());
    this.banner = make("div", { class: "correcting", hidden: true }, make("span", { "data-word": "changing" }), make("button", { type: "button", class: "plain", "data-word": "cancel", onclick: () => this.stopCorrecting() }));
    this.list = make("div", { class: "commands", hidden: true });
    this.keys = make("div", { class: "keys", hidden: true });
    const row = make("div", { class: "composer" },
      round("photo", "pickPhoto", icon("photo"), () => this.does.pick()),
      round("voice", "voice", icon("voice"), () => this.does.say({ voice: { seconds: 3 + Math.floor(Math.random() * 9), title: String(Math.random()) } })),
      this.input, this.keysButton,
      round("send", "send", icon("send"), () => this.send(), "main"));
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
      this.stopCorrecting();
    } else if (event.key === "ArrowUp" && !this.list.hidden) {
      event.preventDefault();
      this.list.lastElementChild?.focus();
    }
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const correcting = this.correcting;
    this.stopCorrecting();
    this.input.value = "";
    this.suggest();
    const done = correcting ? await this.does.correct(correcting, text) : await this.does.say({ text });
    if (!done && !this.input.value) this.input.value = text;
  }

  correct(message) {
    this.correcting = message;
    this.banner.hidden = false;
    this.input.value = message.text ?? message.caption ?? "";
    this.input.focus();
  }

  stopCorrecting() {
    if (this.correcting) this.input.value = "";
    this.correcting = null;
    this.banner.hidden = true;
  }

  suggest() {
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
    if (button.request_location) this.does.position();
    else if (button.request_contact) this.does.contact();
    else this.does.say({ text: button.text });
    if (keyboard.one_time) this.keys.hidden = true;
  }
}
