// The guided story: one step at a time it says what happens, lights up what is to be pressed, and waits until it has happened.
import { dayKey, hour, nextAt } from "./clock.js";
import { make } from "./elements.js";
import { act, look } from "./stage.js";
import { english, word } from "./words.js";

const LOOK_EVERY = 300;
const find = (selector) => document.querySelector(selector);
// What the bot or a person writes stands in a step once, or once in each language: the phones may speak either.
const either = (words) => (typeof words === "string" ? [words] : Object.values(words));
const ours = (words) => (typeof words === "string" ? words : words[english() ? "en" : "zh"]);

export class Guide {
  // `house` knows phones, chats, and the bar with the clock.
  constructor(house) {
    this.house = house;
    this.steps = [];
    this.at = null;
    this.panel = find("#guide");
    this.button = find("[data-act='guide']");
    this.button.addEventListener("click", () => this.go(0));
    find("[data-act='guide-on']").addEventListener("click", () => this.on());
    find("[data-act='guide-do']").addEventListener("click", () => this.doIt());
    find("[data-act='guide-off']").addEventListener("click", () => this.end());
  }

  // Whoever comes for the first time is asked whether to be shown round.
  async load() {
    if (!this.steps.length) ({ steps: this.steps, day: this.day } = await look("story"));
    this.button.hidden = this.steps.length === 0;
    this.house.bar.overflow();
    if (this.steps.length && this.at === null && localStorage.getItem("guided") === null) this.go(0);
  }

  get step() {
    return this.steps[this.at] ?? null;
  }

  // Later other people work, and what was told before has been reported already: the story goes differently.
  get late() {
    const { now } = this.house.bar;
    return dayKey(now) !== this.day || hour(now) >= "08:00";
  }

  go(number) {
    if (number >= this.steps.length) return this.end();
    this.at = number;
    this.done = !this.step.until;
    this.back = false;
    this.offered = false;
    this.said = this.step.phone ? this.own(this.step.phone) : 0;
    // What was there before the step does not count; after a step that was done, what came since does.
    this.before = this.since ?? null;
    this.since = null;
    this.show();
    this.draw();
    clearInterval(this.ticking);
    this.ticking = setInterval(() => this.tick(), LOOK_EVERY);
    this.tick();
  }

  async on() {
    if (this.at === 0) await this.speak();
    this.go(this.at + 1);
  }

  // Whoever reads the page in English can read the phones of the story, too.
  async speak() {
    if (!english()) return;
    const phones = new Set(this.steps.map((step) => step.phone).filter(Boolean));
    await Promise.all([...phones].map((user) => act("say", { user, text: "/language en" }).catch(() => {})));
  }

  end() {
    localStorage.setItem("guided", "true");
    clearInterval(this.ticking);
    this.at = null;
    this.since = null;
    this.point(null);
    this.draw();
  }

  // The phone of which the step speaks comes to the front.
  show() {
    const { phone } = this.step;
    if (phone && this.at > 0) this.house.bring(phone);
  }

  draw() {
    this.panel.hidden = this.step === null;
    if (!this.step) return;
    const last = this.at === this.steps.length - 1;
    find("#guide-where").textContent = word("guideStep", this.at + 1, this.steps.length);
    find("#guide-text").textContent = `${english() ? this.step.en : this.step.zh}${this.at === 0 && this.late ? word("guideLate") : ""}`;
    find("[data-act='guide-do']").hidden = this.done || !this.step.do;
    const on = find("[data-act='guide-on']");
    on.textContent = word(this.at === 0 ? "guideBegin" : last && this.done ? "guideEnd" : this.done ? "guideOn" : "guideSkip");
    on.classList.toggle("main", this.done);
    this.panel.classList.toggle("done", this.done && this.step.until !== undefined);
  }

  tick() {
    if (!this.step || this.done) return;
    const { until } = this.step;
    this.before ??= until.phone ? this.seen() : new Map();
    if (this.before && this.happened(until)) {
      this.done = true;
      this.since = this.everything();
      this.house.bar.unfold(false);
      this.point(null);
      this.draw();
      if (!document.activeElement.matches("textarea, input")) find("[data-act='guide-on']").focus({ preventScroll: true });
      return;
    }
    this.offer();
    // What was pressed works on; until it has, there is nothing more to press.
    this.point(this.house.bar.busy || this.hasSpoken() ? null : this.target());
  }

  // The words of a step stand in their field already, once: not every colleague has a Chinese keyboard at hand.
  offer() {
    const { phone, do: deed } = this.step;
    const said = deed?.say?.caption ?? deed?.say?.text;
    const words = said && ours(said);
    const field = deed?.say?.photo ? find("#picker[open] [name='caption']") : find(`[data-phone="${phone}"] textarea`);
    if (!words || !field || this.offered) return;
    this.offered = true;
    if (field.value) return;
    field.value = words;
    field.dispatchEvent(new Event("input"));
  }

  // Whether what the step wanted to be said was said since, or is on its way.
  hasSpoken() {
    const { phone, do: deed } = this.step;
    return Boolean(deed?.say) && (this.own(phone) > this.said || this.house.phones.get(phone)?.sending > 0);
  }

  own(phone) {
    return [...this.house.chat(phone).messages.values()].filter((message) => message.from.id === phone).length;
  }

  happened(until) {
    if (until.back) return this.back;
    if (until.clock) {
      const now = hour(this.house.bar.now);
      return until.clock[0] <= now && now < until.clock[1] && !this.house.bar.busy;
    }
    return this.bubbles(until.phone).some(([key, said]) => either(until.says).some((words) => said.includes(words)) && this.before.get(key) !== said);
  }

  // What stands on a phone, by message, as far as the bot wrote it; null while it is not known yet.
  seen() {
    return this.house.chat(this.step.until.phone).seen < 0 ? null : this.everything();
  }

  everything() {
    return new Map([...this.house.chats.keys()].flatMap((id) => this.bubbles(id)));
  }

  bubbles(id) {
    const fromBot = [...this.house.chat(id).messages.values()].filter((message) => message.from.is_bot);
    return fromBot.map((message) => [`${id} ${message.message_id}`, `${message.text ?? message.caption ?? ""} ${message.buttons.flat().map((button) => button.text).join(" ")}`]);
  }

  // The bot died and is there again.
  died({ up }) {
    this.back = up;
  }

  // Once: what takes a while is not begun again by impatience.
  async doIt() {
    const button = find("[data-act='guide-do']");
    button.disabled = true;
    await Promise.all([this.perform().catch(() => {}), new Promise((resolve) => { setTimeout(resolve, 1500); })]);
    button.disabled = false;
  }

  async perform() {
    const { phone, do: deed } = this.step;
    const picker = find("#picker");
    if (picker.open) picker.close();
    if (deed.kill) return this.house.bar.kill();
    if (deed.clock) return this.house.bar.play({ to: new Date(nextAt(this.house.bar.now, deed.clock)).toISOString() });
    if (deed.tap) return this.buttonOf(phone, deed.tap)?.click();
    const { photo, ...words } = deed.say;
    const rest = Object.fromEntries(Object.entries(words).map(([what, said]) => [what, ours(said)]));
    if (rest.text) find(`[data-phone="${phone}"] textarea`).value = "";
    const shot = 1 + Math.floor(Math.random() * 1_000_000);
    return act("say", { user: phone, ...rest, ...(photo ? { photo: { ...photo, shot } } : {}) });
  }

  // Which control the step speaks of, as things stand now.
  target() {
    const { phone, do: deed } = this.step;
    if (!deed) return null;
    const here = `[data-phone="${phone}"]`;
    if (deed.tap) return this.buttonOf(phone, deed.tap);
    if (deed.say?.photo) {
      if (!find("#picker").open) return find(`${here} [data-act="photo"]`);
      return find("[data-act='send-photos']:enabled") ?? find(`[data-sample="${deed.say.photo.name}"]`);
    }
    if (deed.say) return find(`${here} textarea`).value ? find(`${here} [data-act="send"]`) : find(`${here} textarea`);
    const control = find(deed.kill ? "[data-act='kill']" : `[data-until="${deed.clock}"]`);
    return control && !control.checkVisibility() ? find("[data-act='tools']") : control;
  }

  buttonOf(phone, label) {
    const buttons = [...document.querySelectorAll(`[data-phone="${phone}"] .buttons button`)];
    return buttons.filter((button) => either(label).some((words) => button.textContent.includes(words))).at(-1) ?? null;
  }

  point(element) {
    for (const pointed of document.querySelectorAll(".pointed")) if (pointed !== element) pointed.classList.remove("pointed");
    if (!element || element.classList.contains("pointed")) return;
    element.classList.add("pointed");
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
