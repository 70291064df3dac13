// What one can do with a message, and on whose phone.
import { spot } from "./attach.js";
import { openMenu } from "./bubblemenu.js";
import { passOn } from "./forward.js";
import { act } from "./stage.js";
import { word } from "./words.js";

// `messages` is one message, or an album's in order: its photos go together.
export function openMessageMenu(phone, messages, button) {
  const worded = messages.find((message) => message.text ?? message.caption) ?? messages[0];
  const text = worded.text ?? worded.caption;
  const { composer } = phone;
  const mine = worded.from.id === phone.person.id;
  // Who blocked the bot, or whose group it left, can say nothing more, but read and pass on.
  const open = !composer.element.hidden;
  const choices = [
    open && ["reply", () => composer.answer(messages[0])],
    ["forward", () => phone.try(() => passOn(phone.person, messages, phone.house))],
    open && mine && text !== undefined && ["change", () => composer.correct(worded)],
    open && mine && worded.location?.live_period && ["walkOn", () => move(phone, worded, true)],
    open && mine && worded.location?.live_period && ["endLive", () => move(phone, worded, false)],
    text !== undefined && ["copy", () => copy(phone, text)],
  ];
  openMenu(button, choices.filter(Boolean), open ? reacting(phone, messages[0]) : {});
}

function reacting(phone, { chat, message_id: id }) {
  const key = `${chat} ${id}`;
  const react = async (emoji) => {
    const found = await phone.try(() => act("react", { user: phone.person.id, chat, message_id: id, emoji }));
    if (found) phone.given.set(key, emoji);
  };
  return { given: phone.given.get(key) ?? "", react };
}

// A live position goes on fifty metres, or ends where it is.
function move(phone, { chat, message_id: id, location }, on) {
  const { latitude, longitude, live_period: live } = location;
  const position = on ? { ...spot(50, { latitude, longitude }), live_period: live } : { latitude, longitude };
  return phone.try(() => act("edit", { user: phone.person.id, chat, message_id: id, position }));
}

async function copy(phone, text) {
  if (await phone.try(() => navigator.clipboard.writeText(text).then(() => true))) phone.toast(word("copied"));
}
