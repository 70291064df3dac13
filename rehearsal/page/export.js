// A conversation as one file that opens anywhere: words, photos, buttons and marks, in order, with nothing outside it.
import { day, dayKey, hour, stampOf } from "./clock.js";
import { fullName, make } from "./elements.js";
import { word } from "./words.js";

const LOOK = `body{font:15px/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2523}
h1{font-size:1.25rem}h2{font-size:.95rem;color:#54635f;text-align:center;margin:1.6rem 0 .6rem}
section{margin:.5rem 0;padding:.4rem .8rem;border-left:3px solid #cfd8d5;break-inside:avoid}section.mine{border-color:#0e6f63;background:#eef6f3}
header,small{color:#54635f;font-size:.82rem}p{margin:.15rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
img{max-width:20rem;max-height:20rem;border-radius:8px;display:block;margin:.3rem 0}
span{display:inline-block;border:1px solid #cfd8d5;border-radius:8px;padding:.05rem .6rem;margin:.15rem .3rem .15rem 0;font-size:.88rem}`;

async function inside(url) {
  const blob = await (await fetch(url)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

async function told(message, me, chat) {
  const { silent, edited, forwarded_from: from, reply_to: to } = message;
  const marks = [silent && word("silent"), edited && word("edited"), from && word("forwarded", from)].filter(Boolean);
  const answered = to ? chat.messages.get(to) : null;
  const carried = [
    message.voice && `${word("voiceNote")} ${message.voice.duration}″`,
    message.video && `${word("video")} ${message.video.duration}″`,
    message.document && `${word("file")} ${message.document.file_name ?? ""}`,
    message.contact && `${word("contact")} ${message.contact.first_name} ${message.contact.phone_number}`,
    message.location && `${word("position")} ${message.location.latitude.toFixed(5)}, ${message.location.longitude.toFixed(5)}`,
    message.service && word("servicesLine"),
  ].filter(Boolean);
  return make("section", { class: message.from.id === me ? "mine" : null },
    make("header", {}, `${hour(message.date * 1000)}  ${fullName(message.from)}${marks.length ? `  (${marks.join(word("comma"))})` : ""}`),
    answered ? make("small", {}, `↪ ${(answered.text ?? answered.caption ?? "").split("\n")[0]}`) : null,
    message.photo ? make("img", { src: await inside(message.photo), alt: word("photo") }) : null,
    ...carried.map((line) => make("p", {}, line)),
    message.text ?? message.caption ? make("p", {}, message.text ?? message.caption) : null,
    ...message.buttons.flat().map((button) => make("span", {}, button.text)),
    message.reactions.length ? make("p", {}, message.reactions.join(" ")) : null);
}

// Everything of the chat that is on the screen, not only what is drawn.
export async function exportChat(title, me, chat, now) {
  const body = make("body", {}, make("h1", {}, title), make("small", {}, word("exported", `${day(now)} ${hour(now)}`)));
  let lastDay = "";
  for (const message of chat.rows().flat()) {
    const at = message.date * 1000;
    if (dayKey(at) !== lastDay) body.append(make("h2", {}, day(at)));
    lastDay = dayKey(at);
    body.append(await told(message, me, chat));
  }
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width">${make("title", {}, title).outerHTML}<style>${LOOK}</style>`;
  const file = new Blob([`<!doctype html><html lang="${document.documentElement.lang}"><head>${head}</head>${body.outerHTML}</html>`], { type: "text/html" });
  const link = make("a", { href: URL.createObjectURL(file), download: `${title} ${stampOf(now)}.html` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
