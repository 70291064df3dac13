// The menu of one message: answer, pass on, correct, copy. One element serves every bubble of the page.
import { make } from "./elements.js";
import { word } from "./words.js";

const menu = document.querySelector("#bubble-menu");

// `choices` are [word, deed]; the menu opens beside the button that was pressed.
export function openMenu(button, choices) {
  const item = ([key, deed]) => make("button", { type: "button", role: "menuitem", "data-act": key, onclick: () => { menu.hidePopover(); deed(); } }, word(key));
  menu.replaceChildren(...choices.map(item));
  menu.showPopover();
  const at = button.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - menu.offsetWidth), innerWidth - menu.offsetWidth - 8);
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - menu.offsetHeight - 4)}px`;
  menu.firstElementChild?.focus();
}

menu.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.children];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
});
