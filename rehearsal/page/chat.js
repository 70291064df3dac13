// A chat as this page knows it: loaded once, kept up to date by events, loaded again after a gap.
import { look } from "./stage.js";

export class Chat {
  constructor(id) {
    this.id = id;
    this.messages = new Map();
    this.keyboard = null;
    this.commands = [];
    this.seen = -1;
    this.loads = 0;
    this.loading = false;
    this.meanwhile = [];
    this.watchers = new Set();
  }

  // What happens while the screen is under way is kept, and applied if the screen does not contain it yet.
  async load() {
    this.loads += 1;
    const mine = this.loads;
    if (!this.loading) this.meanwhile = [];
    this.loading = true;
    let found = null;
    try {
      found = await look(`chats/${this.id}`);
    } finally {
      if (mine === this.loads) this.loading = false;
    }
    if (mine !== this.loads) return;
    this.seen = found.event;
    this.messages = new Map(found.messages.map((message) => [message.message_id, message]));
    this.keyboard = found.keyboard;
    this.commands = found.commands;
    for (const [name, facts, number] of this.meanwhile) if (number > this.seen) this.apply(name, facts);
    this.tell({ name: "load" });
  }

  happened(name, facts, number) {
    if (this.loading) this.meanwhile.push([name, facts, number]);
    else if (number > this.seen) {
      this.apply(name, facts);
      this.tell({ name, ...facts });
    }
  }

  apply(name, facts) {
    if (name === "message" || name === "edit") this.messages.set(facts.message.message_id, facts.message);
    if (name === "delete") this.messages.delete(facts.message_id);
    if (name === "keyboard") this.keyboard = facts.keyboard;
  }

  last() {
    return [...this.messages.values()].at(-1) ?? null;
  }

  tell(change) {
    for (const watcher of this.watchers) watcher(change);
  }

  // Messages in order; those of one album together.
  rows() {
    const rows = [];
    for (const message of [...this.messages.values()].sort((one, other) => one.message_id - other.message_id)) {
      const last = rows.at(-1);
      if (message.album && last?.[0].album === message.album) last.push(message);
      else rows.push([message]);
    }
    return rows;
  }
}
