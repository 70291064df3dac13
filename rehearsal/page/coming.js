// What the bot is going to do next, in words; a press goes there.
import { hour } from "./clock.js";
import { make } from "./elements.js";
import { look } from "./stage.js";
import { english, word } from "./words.js";

const list = document.querySelector(".moments");

export class Coming {
  // `go` plays the clock to a moment.
  constructor(go) {
    this.go = go;
    this.moments = [];
    this.asked = null;
    list.parentElement.open = !matchMedia("(max-width: 760px)").matches;
  }

  // Asked again only when the next moment is another one; `due` is what the clock knows of it.
  async follow(due) {
    if (due === this.asked) return;
    this.asked = due;
    this.moments = due ? (await look("coming")).coming : [];
    this.draw();
  }

  // What is over is not coming any more, even while the clock plays.
  pass(now) {
    const ahead = this.moments.filter(({ at }) => Date.parse(at) > now);
    if (ahead.length === this.moments.length) return;
    this.moments = ahead;
    this.draw();
  }

  draw() {
    const told = ({ at, lines, more }) => make("button", { type: "button", "data-moment": at, title: word("goThere"), onclick: () => this.go({ to: at }) },
      make("time", {}, hour(Date.parse(at))),
      make("span", {}, ...lines.map((line) => make("span", {}, english() ? line.en : line.zh)), more ? make("small", {}, word("moreOfIt", more)) : null));
    list.replaceChildren(...(this.moments.length ? this.moments.map(told) : [make("p", { class: "hint" }, word(this.asked ? "playing" : "nothingComes"))]));
  }
}
