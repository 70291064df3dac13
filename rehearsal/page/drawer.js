// The drawer with everybody else's phones: found by name or post, and put on the table.
import { face, fullName, make, noteOf } from "./elements.js";
import { translate, word } from "./words.js";

const dialog = document.querySelector("#drawer");
const form = dialog.querySelector("form");
const list = dialog.querySelector(".choice-list");

export function choosePhone(people, open) {
  const draw = () => {
    const wanted = form.elements.wanted.value.trim().toLowerCase();
    const found = people.filter((person) => `${fullName(person)} ${person.note} ${noteOf(person)}`.toLowerCase().includes(wanted));
    const choices = found.map((person) => make("button", { type: "button", "data-choice": person.id, onclick: () => { dialog.close(); open(person.id); } },
      face(person), make("span", {}, fullName(person)), make("small", {}, noteOf(person))));
    list.replaceChildren(...(choices.length ? choices : [make("p", { class: "hint" }, word("nobodyFound"))]));
  };
  form.reset();
  form.elements.wanted.oninput = draw;
  form.onsubmit = (event) => {
    event.preventDefault();
    list.querySelector("button")?.click();
  };
  translate(dialog);
  draw();
  dialog.showModal();
}
