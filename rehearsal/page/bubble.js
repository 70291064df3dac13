// One bubble: what it says, what it carries, the buttons under it.
import { hour } from "./clock.js";
import { fullName, make } from "./elements.js";
import { formatted, link } from "./formatted.js";
import { word } from "./words.js";

// `messages` is one message, or an album's in order. `does` is what the phone can do with a bubble.
export function bubble(messages, { me, inGroup, quoted }, does) {
  const [first] = messages;
  const worded = messages.find((message) => message.text ?? message.caption) ?? first;
  const mine = first.from.id === me;
  const body = make("div", { class: "body" }, ...[
    inGroup && !mine ? make("div", { class: "author" }, fullName(first.from)) : null,
    first.forwarded_from ? make("div", { class: "from" }, word("forwarded", first.forwarded_from)) : null,
    quoted ? make("button", { type: "button", class: "answers", onclick: () => does.jump(first.reply_to) }, quoted) : null,
    photos(messages, does),
    ...messages.flatMap((message) => things(message, does)),
    said(worded, does),
    foot(messages),
  ]);
  const bubbled = make("article", { class: `bubble${mine ? " mine" : ""}`, "data-message": first.message_id }, body);
  if (first.buttons.length) bubbled.append(buttons(first, does));
  if (first.reactions.length) {
    bubbled.classList.add("reacted");
    body.after(make("span", { class: "reactions" }, first.reactions.join("")));
  }
  const more = make("button", { type: "button", class: "more-on", "data-act": "bubble-menu", tabindex: "-1", "aria-haspopup": "menu", title: word("bubbleMenu"), "aria-label": word("bubbleMenu"), onclick: () => does.more(messages, more) }, "⋯");
  body.after(more);
  bubbled.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    does.more(messages, more);
  });
  return bubbled;
}

// A line of words that stands for a message: in quotes, pins and notices.
export function gist(message) {
  if (message.text ?? message.caption) return message.text ?? message.caption;
  if (message.photo) return word("photo");
  if (message.voice) return word("voiceNote");
  if (message.video) return word("video");
  if (message.location) return word("position");
  return message.document?.file_name ?? message.contact?.first_name ?? "";
}

function said(message, does) {
  const text = message.text ?? message.caption;
  return text ? formatted(text, message.entities ?? message.caption_entities ?? [], does) : null;
}

function photos(messages, does) {
  const shown = messages.filter((message) => message.photo);
  if (!shown.length) return null;
  return make("div", { class: shown.length > 1 ? "photos many" : "photos" }, ...shown.map((message) => {
    const alt = message.caption || word("photo");
    const [width, height] = message.photo_size;
    const picture = make("img", { src: message.photo, alt, width, height, onload: does.grew });
    return make("button", { type: "button", "data-message": shown.length > 1 ? message.message_id : null, onclick: () => does.enlarge(message.photo, alt) }, picture);
  }));
}

function things(message, does) {
  const made = [];
  if (message.voice) made.push(playable(thing("▶", wave(message.message_id), `${word("voiceNote")} · ${message.voice.duration}″`), word("play"), () => listenTo(message.voice.url)));
  if (message.video) made.push(playable(thing("▶", word("video"), `${message.video.duration}″`), word("play"), () => does.watch(message.video.url)));
  if (message.location) {
    const { latitude, longitude, live_period: live } = message.location;
    made.push(thing("⌖", word(live ? "livePosition" : "position"), `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`));
  }
  if (message.contact) made.push(thing("☎", message.contact.first_name, message.contact.phone_number));
  if (message.document) {
    const size = `${Math.max(1, Math.round(message.document.file_size / 1024))} KB`;
    const held = thing("↓", message.document.file_name ?? "", size);
    made.push(make("a", { class: "thing", href: message.document.url, download: message.document.file_name ?? "file" }, ...held.childNodes));
  }
  return made;
}

function thing(sign, name, detail) {
  return make("div", { class: "thing" }, make("span", { class: "dot", "aria-hidden": "true" }, sign), make("span", {}, name, make("small", {}, detail)));
}

function playable(held, label, press) {
  return make("button", { type: "button", class: "thing", title: label, onclick: press }, ...held.childNodes);
}

// One note at a time; a second press on the same one ends it.
let heard = null;
function listenTo(url) {
  const before = heard;
  heard?.pause();
  heard = null;
  if (before?.src.endsWith(url) && !before.ended) return;
  heard = new Audio(url);
  heard.play().catch(() => {});
}

function wave(seed) {
  const bars = Array.from({ length: 22 }, (_, index) => {
    const bar = make("i");
    bar.style.height = `${20 + Math.abs(Math.sin(seed * 7 + index * 1.7)) * 80}%`;
    return bar;
  });
  return make("span", { class: "wave", "aria-hidden": "true" }, ...bars);
}

function foot(messages) {
  const last = messages.at(-1);
  const marks = [];
  if (last.pinned) marks.push(make("span", { title: word("pinnedMessage") }, "📌"));
  if (last.silent) marks.push(make("span", { class: "silent", title: word("silent"), role: "img", "aria-label": word("silent") }, "🔕"));
  if (messages.some((message) => message.edited)) marks.push(make("span", { class: "edited" }, word("edited")));
  return make("div", { class: "foot" }, ...marks, make("time", {}, hour(last.date * 1000)));
}

function buttons(message, does) {
  return make("div", { class: "buttons" }, ...message.buttons.map((row) => make("div", {}, ...row.map((button) => {
    if (button.url) return link(button.url, does, `${button.text} ↗`);
    const press = (event) => does.tap(message, button, event.currentTarget);
    return make("button", { type: "button", class: button.style ? `style-${button.style}` : null, "data-data": button.data, onclick: press }, button.text);
  }))));
}
