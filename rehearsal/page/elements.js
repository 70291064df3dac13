// Making elements. Text goes in as text, never as HTML: names and messages are hostile input.
import { english, word } from "./words.js";

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  photo: "M4 8h3l2-3h6l2 3h3a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  voice: "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  send: "M3 20.5v-7l9-1.5-9-1.5v-7L22 12z",
  attach: "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.6 1.6 0 0 1-2.3-2.3l7.6-7.6",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8 6v12M16 6v12",
  keyboard: "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M11 10h.01M15 10h.01M17 10h.01M8 14h8",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const FACES = ["#0b6e63", "#7a4a12", "#35589c", "#8a3a5f", "#4b6a1d", "#5f4a9c", "#9a3b2a", "#2b6480"];

export function face(person) {
  const round = make("span", { class: "face", "aria-hidden": "true" }, [...person.first_name][0] ?? "?");
  round.style.setProperty("--face", FACES[Math.abs(person.id) % FACES.length]);
  return round;
}

// A group's face is its first sign on a square, so that one does not take it for a person.
export function crest(group) {
  const square = face({ id: group.id, first_name: group.title });
  square.classList.add("crest");
  return square;
}

// How many are unread; hushed when all of them came without a sound.
export function badge({ all, loud }) {
  return make("span", { class: `badge${loud ? "" : " hushed"}`, title: all ? word(loud ? "unread" : "unreadSilent", all) : null }, all ? String(all) : "");
}

// What stands beside a name, in the page's language where it is there in both.
export const noteOf = (person) => (english() && person.note_en) || person.note;

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");

// A <details> menu closes when something else is touched, chosen or Escape is pressed.
export function closing(menu) {
  const close = () => menu.removeAttribute("open");
  document.addEventListener("click", (event) => menu.contains(event.target) || close());
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
  menu.querySelector(".list").addEventListener("click", close);
  return menu;
}
