// Text with entities. Their offsets count UTF-16 units, which is how JavaScript counts too.
import { make } from "./elements.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s" };
const SAFE = /^(https?:|tg:|tel:|mailto:)/i;

// `does.command` sends a tapped command, `does.open` may take over a link.
export function formatted(text, entities, does) {
  const words = make("div", { class: "words", dir: "auto" });
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const cuts = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((one, other) => one - other);
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [from, to] = [cuts[index], cuts[index + 1]];
    const over = entities.filter((entity) => entity.offset <= from && entity.offset + entity.length >= to);
    words.append(over.reduceRight((inner, entity) => wrap(inner, entity, text, does), document.createTextNode(text.slice(from, to))));
  }
  return words;
}

function wrap(inner, entity, text, does) {
  const whole = text.slice(entity.offset, entity.offset + entity.length);
  if (TAGS[entity.type]) return make(TAGS[entity.type], {}, inner);
  if (entity.type === "code") return make("code", {}, inner);
  if (entity.type === "pre") return make("code", { class: "block" }, inner);
  if (entity.type === "spoiler") return make("span", { class: "spoiler", tabindex: "0" }, inner);
  if (entity.type.endsWith("blockquote")) return make("span", { class: "quote" }, inner);
  if (entity.type === "bot_command") return make("button", { type: "button", class: "command", onclick: () => does.command(whole) }, inner);
  if (entity.type === "url" || entity.type === "text_link") return link(entity.url ?? whole, does, inner);
  return inner;
}

export function link(url, does, ...inner) {
  if (!SAFE.test(url)) return make("span", {}, ...inner);
  const follow = (event) => does.open(url) && event.preventDefault();
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url, onclick: follow }, ...inner);
}
