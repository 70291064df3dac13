// What can be done with a whole phone: its bot blocked, its group entered and left, its conversation kept, itself put away.
import { choosePhone } from "./drawer.js";
import { make } from "./elements.js";
import { exportChat } from "./export.js";
import { act } from "./stage.js";
import { word } from "./words.js";

export function phoneMenu(phone) {
  const { person, group, house } = phone;
  const choice = (key, press) => make("button", { type: "button", "data-act": key, onclick: press }, word(key));
  const doing = (key, path, fields) => choice(key, () => phone.try(() => act(path, { user: person.id, ...fields })));
  const keep = choice("export", () => phone.try(() => exportChat(titleOf(phone), person.id, phone.chat, house.bar.now)));
  const hide = choice("hide", () => house.putAway(phone.id));
  if (!group) {
    return [keep, person.started ? doing(person.blocked ? "unblock" : "block", "block", { blocked: !person.blocked }) : null, hide];
  }
  const chat = group.id;
  const outside = [...house.people.values()].filter((one) => !group.members.includes(one.id));
  const inside = ["member", "administrator"].includes(group.bot);
  return [
    inside ? doing("throwOut", "block", { chat, blocked: true }) : doing("letIn", "join", { chat, admin: true }),
    keep,
    choice("bringIn", () => choosePhone(outside, (id) => phone.try(() => act("enter", { user: id, chat, by: person.id })))),
    doing("goOut", "leave", { chat }),
    group.type === "group" ? doing("upgrade", "migrate", { chat }) : null,
    hide,
  ];
}

// A person's phone may lie open at a group.
function titleOf({ id, name, chat, house }) {
  return chat.id === id ? name : `${name} · ${house.groups.get(chat.id).title}`;
}
