// The dialog in which one says in which group the bot shall be: what Telegram asks when a startgroup link is opened.
import { crest, make } from "./elements.js";
import { act } from "./stage.js";
import { translate, word } from "./words.js";

const dialog = document.querySelector("#rooms");
const form = dialog.querySelector("form");
const list = dialog.querySelector(".choice-list");

// The person's own groups, or a new one of the person alone. The token travels with the bot into the group.
export function chooseGroup(person, groups, token) {
  const mine = groups.filter((group) => group.members.includes(person.id));
  const join = (chat) => act("join", { user: person.id, chat, token, admin: true });
  return new Promise((resolve, reject) => {
    const into = (work) => {
      dialog.close();
      work.then(resolve, reject);
    };
    const choices = mine.map((group) => make("button", { type: "button", "data-group": group.id, onclick: () => into(join(group.id)) }, crest(group), group.title));
    list.replaceChildren(...(choices.length ? choices : [make("p", { class: "hint" }, word("noGroups"))]));
    form.reset();
    translate(dialog);
    form.onsubmit = (event) => {
      const title = form.elements.title.value.trim();
      if (!title) return event.preventDefault();
      return into(act("groups", { title, members: [person.id], bot: false }).then((made) => join(made.id)));
    };
    dialog.showModal();
  });
}
