// The dialog in which one says where a message is passed on to: an own chat, or a colleague who hands it to the bot.
import { crest, face, fullName, make } from "./elements.js";
import { act } from "./stage.js";
import { translate, word } from "./words.js";

const dialog = document.querySelector("#forward");
const list = dialog.querySelector(".choice-list");

// `messages` is one message, or an album's in order. Resolves when they stand there.
export function passOn(person, messages, house) {
  const mine = [...house.groups.values()].filter((group) => group.members.includes(person.id));
  const others = [...house.people.values()].filter((other) => other.id !== person.id && !other.in_drawer && other.started && !other.blocked);
  const send = async (user, chat) => {
    for (const message of messages) await act("say", { user, chat, forward_from: { chat: message.chat, message_id: message.message_id } });
  };
  return new Promise((resolve, reject) => {
    const choice = (picture, title, note, user, chat) => make("button", {
      type: "button", "data-forward": chat, onclick: () => { dialog.close(); send(user, chat).then(resolve, reject); },
    }, picture, make("span", {}, title), make("small", {}, note));
    list.replaceChildren(
      choice(face(person), word("talk"), "", person.id, person.id),
      ...mine.map((group) => choice(crest(group), group.title, "", person.id, group.id)),
      ...others.map((other) => choice(face(other), fullName(other), word("passesItOn"), other.id, other.id)),
    );
    translate(dialog);
    dialog.showModal();
  });
}
