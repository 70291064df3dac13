// The talk of one chat on one phone: bubbles by key, so that only what changed is drawn anew.
import { bubble, gist } from "./bubble.js";
import { day, dayKey } from "./clock.js";
import { fullName, make } from "./elements.js";
import { english, word } from "./words.js";

const SHOWN = 200;

export class Log {
  constructor(me, does) {
    this.me = me;
    this.does = { ...does, grew: () => this.followed && this.toEnd() };
    this.drawn = new Map();
    this.followed = true;
    this.top = 0;
    this.list = make("div", { class: "log", role: "log", tabindex: "0", onscroll: () => this.scrolled(), onkeydown: (event) => this.walk(event) });
    this.below = make("button", { type: "button", class: "below main", hidden: true, "data-word": "newBelow", onclick: () => this.toEnd() }, word("newBelow"));
    this.element = make("div", { class: "talk" }, this.list, this.below);
    // The reply keyboard takes room from below; who reads the end stays at the end.
    new ResizeObserver(() => this.followed && this.toEnd()).observe(this.list);
  }

  draw(chat, { changed = null, arrived = false } = {}) {
    const nodes = [];
    const kept = new Map();
    let lastDay = "";
    for (const row of chat.rows().slice(-SHOWN)) {
      const [first] = row;
      if (dayKey(first.date * 1000) !== lastDay) {
        lastDay = dayKey(first.date * 1000);
        nodes.push(this.node(kept, `day ${lastDay} ${day(first.date * 1000)}`, "", () => make("div", { class: "day-line" }, day(first.date * 1000))));
      }
      const answered = first.reply_to ? chat.messages.get(first.reply_to) : null;
      const seen = { me: this.me, inGroup: chat.id < 0, quoted: answered ? gist(answered) : null };
      const key = `${chat.id} ${first.album ?? first.message_id}`;
      const signature = JSON.stringify([row, seen.quoted, english()]);
      const node = this.node(kept, key, signature, () => (first.service ? serviceLine(first, chat) : bubble(row, seen, this.does)));
      if (changed !== null && row.some((message) => message.message_id === changed)) this.flash(node);
      nodes.push(node);
    }
    this.drawn = kept;
    this.place(nodes);
    if (this.followed) this.toEnd();
    else if (arrived) this.below.hidden = false;
  }

  // Of all the menus only the last message's is a stop of Tab; from there the arrows go from message to message.
  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches(".more-on")) return;
    event.preventDefault();
    const menus = [...this.list.querySelectorAll(".more-on")];
    menus[menus.indexOf(event.target) + step]?.focus();
  }

  node(kept, key, signature, build) {
    const before = this.drawn.get(key);
    const node = before && before.signature === signature ? before.node : build();
    kept.set(key, { node, signature });
    return node;
  }

  // Nodes that stay where they are are not touched, so focus and playing animations survive.
  place(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.list.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, index) => {
      if (this.list.children[index] !== node) this.list.insertBefore(node, this.list.children[index] ?? null);
    });
    const menus = [...this.list.querySelectorAll(".more-on")];
    menus.forEach((menu, index) => { menu.tabIndex = index === menus.length - 1 ? 0 : -1; });
  }

  flash(node) {
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  }

  // Only somebody who scrolls up stops following: room that shrinks or talk that grows does not count as leaving the end.
  scrolled() {
    const top = this.list.scrollTop;
    if (this.list.scrollHeight - top - this.list.clientHeight < 60) {
      this.followed = true;
      this.below.hidden = true;
    } else if (top < this.top) {
      this.followed = false;
    }
    this.top = top;
  }

  toEnd() {
    this.followed = true;
    this.below.hidden = true;
    this.list.scrollTop = this.list.scrollHeight;
  }
}

// What Telegram itself says in a chat.
function serviceLine(message, chat) {
  const { what, names = [], message_id: about } = message.service;
  const by = fullName(message.from);
  const line = {
    pinned: () => word("pinnedLine", gist(chat.messages.get(about) ?? {}).split("\n")[0]),
    joined: () => word("joinedLine", names.join(" "), by),
    left: () => (names.includes(by) ? word("goneLine", by) : word("leftLine", names.join(" "), by)),
    topic: () => word("topicLine", message.service.name),
    upgraded: () => word("upgradedLine"),
  }[what]();
  return make("div", { class: "day-line service" }, line);
}
