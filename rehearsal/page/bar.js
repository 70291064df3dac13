// The bar: the school's clock, the bot's pulse, its killing and its outages, trouble, language.
import { day, hour, learnZone, nextAt } from "./clock.js";
import { Coming } from "./coming.js";
import { closing, icon, make } from "./elements.js";
import { act, look, undo } from "./stage.js";
import { word } from "./words.js";

const MINUTE = 60_000;
const ROOM = 60;
const GAP = 10;
const OUTAGE_MINUTES = 40;
const TROUBLE = [
  ["offline", () => act("faults", { kind: "drop", lasts: 20 })],
  ["slow", () => act("latency", { seconds: 3 })],
  ["tooFast", () => act("faults", { method: "sendMessage", kind: "429", times: 3, retry_after: 3 })],
  ["broken", () => act("faults", { kind: "502", times: 5 })],
  ["silentSend", () => act("faults", { method: "sendMessage", kind: "timeout" })],
  ["fairWeather", () => Promise.all([undo("faults"), act("latency", { seconds: 0 })])],
];

const find = (selector) => document.querySelector(selector);
const all = (selector) => document.querySelectorAll(selector);

export class Bar {
  constructor() {
    this.now = 0;
    this.iso = "";
    this.due = null;
    this.state = { key: "noBot", class: "down" };
    this.busy = false;
    this.shownUntil = 0;
    this.coming = new Coming((where) => this.busy || this.play(where));
    this.weather = closing(find("#weather"));
    for (const button of all("[data-minutes]")) {
      button.addEventListener("click", () => this.play({ to: new Date(this.now + Number(button.dataset.minutes) * MINUTE).toISOString() }));
    }
    for (const button of all("[data-until]")) {
      button.addEventListener("click", () => this.play({ to: new Date(nextAt(this.now, button.dataset.until)).toISOString() }));
    }
    find("[data-act='next']").addEventListener("click", () => this.due && this.play({ next: true }));
    find("[data-act='halt']").addEventListener("click", () => act("clock", { stop: true }));
    find("[data-act='flow']").addEventListener("click", () => this.during("playing", "", () => act("clock", { flow: !this.flows })));
    find("[data-act='kill']").addEventListener("click", () => this.kill());
    find("[data-act='outage']").addEventListener("click", () => this.leave());
    const tools = find("[data-act='tools']");
    this.unfold = (open) => {
      tools.setAttribute("aria-expanded", String(open));
      find("#tools").classList.toggle("open", open);
    };
    tools.addEventListener("click", () => this.unfold(tools.getAttribute("aria-expanded") === "false"));
    document.addEventListener("click", (event) => event.target.closest(".bar") || this.unfold(false));
    find("#tools").addEventListener("click", (event) => event.target.closest("button") && this.unfold(false));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.unfold(false));
    new ResizeObserver(() => this.fold()).observe(find(".bar"));
    this.dress();
  }

  // One line: what does not fit beside the clock goes behind ☰. The pulse may say more than it does now.
  fold() {
    const bar = find(".bar");
    bar.classList.remove("folded");
    const rigid = [...bar.children, ...find("#tools").children].filter((child) => child.matches(":not(#tools, .gap)"));
    const wanted = rigid.reduce((sum, child) => sum + child.offsetWidth + GAP, 0);
    bar.classList.toggle("folded", wanted + ROOM > bar.clientWidth || innerWidth <= 760);
  }

  // A key that came later may push the others off the screen.
  overflow() {
    const bar = find(".bar");
    if (bar.scrollWidth > bar.clientWidth) bar.classList.add("folded");
  }

  dress() {
    const choice = (key, press) => make("button", { type: "button", "data-trouble": key, onclick: press }, word(key));
    this.weather.querySelector(".list").replaceChildren(
      choice("cutOff", () => this.busy || this.leave("network")),
      ...TROUBLE.map(([key, deed]) => choice(key, () => deed().then(() => this.look()))));
    this.coming.draw();
    this.draw();
    this.fold();
  }

  async look() {
    const [clock, faults] = await Promise.all([look("clock"), look("faults")]);
    this.bot = clock.bot;
    this.due = clock.next_due;
    this.flows = clock.flows;
    this.show(clock.now);
    if (!this.busy) await this.coming.follow(this.due);
    if (!this.busy && Date.now() >= this.shownUntil) this.pulse(clock.up ? "up" : "noBot", clock.up ? "up" : "down");
    this.weather.classList.toggle("on", faults.faults.length > 0 || faults.latency > 0);
    this.draw();
  }

  show(iso) {
    learnZone(iso);
    this.iso = iso;
    this.now = Date.parse(iso);
    this.coming.pass(this.now);
    this.draw();
  }

  draw() {
    find("#now .hour").textContent = this.iso ? hour(this.now) : "--:--";
    find("#now .day").textContent = this.iso ? day(this.now) : "";
    find("#now").dateTime = this.iso;
    find(".due").textContent = this.due ? hour(Date.parse(this.due)) : "";
    const playing = this.state.key === "playing";
    for (const button of all("[data-minutes], [data-until], [data-act='kill'], [data-act='outage'], [data-act='flow']")) button.disabled = this.busy || !this.bot;
    find("[data-act='next']").disabled = this.busy || !this.due;
    find("[data-act='halt']").hidden = !playing;
    find("[data-act='next']").hidden = playing;
    const flow = find("[data-act='flow']");
    flow.setAttribute("aria-pressed", String(Boolean(this.flows)));
    flow.setAttribute("aria-label", word(this.flows ? "stand" : "flow"));
    flow.title = word(this.flows ? "stand" : "flow");
    if (flow.dataset.shows !== String(this.flows)) {
      flow.replaceChildren(icon(this.flows ? "pause" : "play"));
      flow.dataset.shows = String(this.flows);
    }
    const pill = find("#pulse");
    const text = word(this.state.key, this.state.fact);
    if (pill.textContent !== text) pill.textContent = text;
    pill.className = `pill ${this.state.class}`;
    document.body.classList.toggle("playing", playing);
  }

  pulse(key, kind, fact) {
    this.state = { key, class: kind, fact };
    this.draw();
  }

  async play(where) {
    await this.during("playing", "", async () => {
      const played = await act("clock", where);
      if (!played.settled) this.pulse("stuck", "down", played.why);
    });
  }

  async kill() {
    await this.during("down", "down", async () => {
      const killed = await act("kill");
      this.pulse(killed.up ? "backAgain" : "noBot", killed.up ? "up" : "down", killed.seconds);
    });
  }

  // The process gone ("process"), or alive and nobody within reach ("network").
  async leave(kind = "process") {
    await this.during("away", "down", async () => {
      const back = await act("outage", { minutes: OUTAGE_MINUTES, kind });
      this.pulse(back.up ? "backAgain" : "noBot", back.up ? "up" : "down", back.seconds);
    });
  }

  // What the bot's process goes through, told by events: a phone beside may have pressed the button.
  died({ up, seconds }) {
    if (up) this.pulse("backAgain", "up", seconds);
    else this.pulse("returning", "down");
  }

  // One thing at a time: whoever presses twice means it once.
  async during(key, kind, deed) {
    if (this.busy) return;
    this.busy = true;
    this.pulse(key, kind);
    try {
      await deed();
    } catch (error) {
      this.pulse("stuck", "down", error.message);
    }
    // The outcome stays to be read for a while; what can be pressed can be pressed at once.
    this.busy = false;
    this.shownUntil = this.state.key === "playing" ? 0 : Date.now() + 3500;
    this.look().catch(() => {});
  }
}
