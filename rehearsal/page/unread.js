// What nobody has looked at yet, by reader and chat: how many, and whether any of it rang.
export class Unread {
  constructor() {
    this.counts = new Map();
  }

  of(user, chats) {
    return this.total(chats.map((chat) => [user, chat]));
  }

  total(pairs) {
    const found = pairs.map(([user, chat]) => this.counts.get(`${user} ${chat}`)).filter(Boolean);
    return { all: found.reduce((sum, each) => sum + each.all, 0), loud: found.some((each) => each.loud) };
  }

  add(user, chat, silent) {
    const before = this.of(user, [chat]);
    this.counts.set(`${user} ${chat}`, { all: before.all + 1, loud: before.loud || !silent });
  }

  // True when there was something.
  read(user, chat) {
    return this.counts.delete(`${user} ${chat}`);
  }
}
