// The menu of one message: answer, pass on, correct, copy. One element serves every bubble of the page.
import { make } from "./elements.js";
import { word } from "./words.js";

const menu = document.querySelector("#bubble-menu");

const FACES = ["👍", "🙏", "👌", "🎉"];

// `choices` are [word, deed]; the menu opens beside the button that was pressed. `react` gets an emoji, none to take it back.
export function openMenu(button, choices, { given = "", react } = {}) {
  const does = (deed) => () => { menu.hidePopover(); deed(); };
  const item = ([key, deed]) => make("button", { type: "button", role: "menuitem", "data-act": key, onclick: does(deed) }, word(key));
  const face = (emoji) => make("button", {
    type: "button", role: "menuitemcheckbox", "aria-checked": String(emoji === given), "data-react": emoji, onclick: does(() => react(emoji === given ? "" : emoji)),
  }, emoji);
  const faces = react ? [make("div", { class: "faces", role: "group", "aria-label": word("reactions") }, ...FACES.map(face))] : [];
  menu.replaceChildren(...choices.map(item), ...faces);
  menu.showPopover();
  const at = button.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - menu.offsetWidth), innerWidth - menu.offsetWidth - 8);
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - menu.offsetHeight - 4)}px`;
  menu.firstElementChild?.focus();
}

menu.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("button")];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
});
