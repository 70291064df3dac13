// The dialog in which photos are chosen: drawn samples, own pictures, one or an album.
import { make } from "./elements.js";
import { base64Of, look } from "./stage.js";
import { english, translate, word } from "./words.js";

const MOST = 10;
const SECTIONS = ["own", "posters", "faults", "places"];
const TAKEN = [["takenNow", 0], ["taken10", 10], ["taken60", 60]];

const dialog = document.querySelector("#picker");
const form = dialog.querySelector("form");
const grid = dialog.querySelector(".samples");
const tabs = dialog.querySelector(".tabs");
const send = dialog.querySelector("[data-act='send-photos']");
let offered = [];
let chosen = [];
let deliver = null;
let section = "everything";

// `give` gets {files, caption, minutesAgo}.
export async function pick(give) {
  deliver = give;
  offered = (await look("samples")).samples;
  chosen = [];
  form.reset();
  form.elements.taken.replaceChildren(...TAKEN.map(([key, minutes]) => make("option", { value: minutes }, word(key))));
  translate(dialog);
  draw();
  dialog.showModal();
}

function draw() {
  const focused = document.activeElement?.dataset.sample;
  const there = SECTIONS.filter((name) => offered.some((sample) => sample.section === name));
  if (!there.includes(section)) section = "everything";
  tabs.replaceChildren(...["everything", ...there].map((name) => make("button", { type: "button", "data-section": name, "aria-pressed": String(name === section), onclick: () => turnTo(name) }, word(name))));
  const wanted = form.elements.wanted.value.trim().toLowerCase();
  const fits = (sample) => [sample.name, sample.label, sample.label_en].some((text) => text.toLowerCase().includes(wanted));
  const shown = there.filter((name) => section === "everything" || section === name).flatMap((name) => {
    const tiles = offered.filter((sample) => sample.section === name && fits(sample)).map(tile);
    return tiles.length ? [make("h3", {}, word(name)), ...tiles] : [];
  });
  grid.replaceChildren(...(shown.length ? shown : [make("p", { class: "hint" }, word("nothing"))]));
  if (focused) grid.querySelector(`[data-sample="${CSS.escape(focused)}"]`)?.focus();
  send.textContent = word("sendPhotos", chosen.length);
  send.disabled = chosen.length === 0;
}

function tile(sample) {
  const place = chosen.indexOf(sample);
  const button = make("button", { type: "button", "aria-pressed": String(place >= 0), "data-sample": sample.name, onclick: () => toggle(sample) },
    sample.mime_type?.startsWith("video/") ? make("video", { src: sample.url, muted: true }) : make("img", { src: sample.url, alt: "", loading: "lazy" }), make("span", {}, english() ? sample.label_en : sample.label));
  if (place >= 0) button.append(make("i", { "aria-hidden": "true" }, String(place + 1)));
  return button;
}

function turnTo(name) {
  section = name;
  draw();
  tabs.querySelector(`[data-section="${name}"]`).focus();
  grid.scrollTop = 0;
}

function toggle(sample) {
  if (chosen.includes(sample)) chosen = chosen.filter((other) => other !== sample);
  else if (chosen.length < MOST) chosen = [...chosen, sample];
  draw();
}

async function addOwn(files) {
  for (const file of files) {
    const own = { name: file.name, label: file.name, label_en: file.name, section: "own", url: URL.createObjectURL(file), mime_type: file.type, base64: await base64Of(file) };
    offered = [own, ...offered];
    if (chosen.length < MOST) chosen = [...chosen, own];
  }
  draw();
}

form.querySelector("input[type='file']").addEventListener("change", (event) => addOwn([...event.target.files]));
form.elements.wanted.addEventListener("input", draw);
// Enter in the search picks what is found first instead of sending.
form.elements.wanted.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  grid.querySelector("[data-sample]")?.click();
});
form.addEventListener("submit", () => {
  // Every sending is a new shot of the scene, unless somebody means to cheat with an old one.
  const shot = form.elements.same.checked ? 0 : 1 + Math.floor(Math.random() * 1_000_000);
  const files = chosen.map(({ name, base64, mime_type }) => (base64 ? { base64, file_name: name, mime_type } : { name, shot }));
  deliver?.({ files, caption: form.elements.caption.value.trim(), minutesAgo: Number(form.elements.taken.value) });
  deliver = null;
});
for (const each of document.querySelectorAll("dialog")) {
  each.querySelector("[data-act='close']").addEventListener("click", () => each.close());
  each.addEventListener("click", (event) => event.target === each && each.close());
}

const large = document.querySelector("#large");
const [picture, film, without] = large.querySelectorAll("img, video, p");
film.addEventListener("error", () => { without.hidden = !film.src; film.hidden = true; });
large.addEventListener("close", () => film.removeAttribute("src"));

export function enlarge(url, alt) {
  [picture.hidden, film.hidden, without.hidden] = [false, true, true];
  picture.src = url;
  picture.alt = alt;
  large.showModal();
}

// The samples are too short to have a picture; the dialog says so instead of showing a black field.
export function screenVideo(url) {
  [picture.hidden, film.hidden, without.hidden] = [true, false, true];
  film.src = url;
  large.showModal();
  film.play().catch(() => {});
}
