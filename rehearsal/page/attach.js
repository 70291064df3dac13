// The dialog of everything that is neither words nor a picked photo: position, voice, video, files, contacts.
import { make } from "./elements.js";
import { base64Of, look } from "./stage.js";
import { english, translate, word } from "./words.js";

const dialog = document.querySelector("#attach");
const list = dialog.querySelector(".attach-list");
const SCHOOL = { latitude: 30.65742, longitude: 104.06584 };
const METRES_A_DEGREE = 111_320;
const LIVE_FOR = 900;

// Somewhere so many metres from the middle of the school, in any direction.
export function spot(metres, middle = SCHOOL) {
  const way = Math.random() * 2 * Math.PI;
  const degrees = metres / METRES_A_DEGREE;
  return { latitude: middle.latitude + degrees * Math.sin(way), longitude: middle.longitude + degrees * Math.cos(way), horizontal_accuracy: 12 };
}

const voice = (seconds) => ({ voice: { seconds, title: String(Math.random()) } });
const note = () => ({ document: { base64: btoa(String.fromCharCode(...new TextEncoder().encode(word("noteText")))), file_name: word("noteName"), mime_type: "text/plain" } });

// Each choice makes the fields of one saying; those with a file say what kind of file they take.
const CHOICES = [
  ["position", [
    ["inSchool", () => ({ position: spot(80) })],
    ["liveHere", () => ({ position: { ...spot(80), live_period: LIVE_FOR } })],
    ["outsideGate", () => ({ position: spot(500) })],
    ["farAway", () => ({ position: spot(8000) })],
  ]],
  ["voiceNote", [
    ["voice3", () => voice(3)],
    ["voice20", () => voice(20)],
    ["voice90", () => voice(90)],
    ["ownVoice", (file, base64) => ({ voice: { base64, seconds: 5 } }), "audio/*"],
  ]],
  ["video", [
    ["video5", () => ({ video: { seconds: 5 } })],
    ["video60", () => ({ video: { seconds: 60 } })],
    ["ownVideo", (file, base64) => ({ video: { base64, seconds: 5 } }), "video/*"],
  ]],
  ["file", [
    ["originalPhoto", () => ({ document: { name: "leaking-pipe", shot: Math.floor(Math.random() * 1_000_000) } })],
    ["textFile", note],
    ["ownFile", (file, base64) => ({ document: { base64, file_name: file.name, mime_type: file.type } }), ""],
  ]],
  ["contact", [
    ["ownContact", () => ({ contact: true })],
    ["othersContact", () => ({ contact: { phone_number: "+8613800000000", first_name: english() ? "Plumber Zhou" : "周师傅" } })],
  ]],
];

// `say` gets the fields of what was chosen.
export async function attach(say) {
  const { papers } = await look("papers");
  const choice = ([key, fields, takes]) => {
    if (takes === undefined) return make("button", { type: "button", "data-attach": key, onclick: () => { dialog.close(); say(fields()); } }, word(key));
    const input = make("input", { type: "file", accept: takes || null, onchange: async () => {
      const [file] = input.files;
      dialog.close();
      say(fields(file, await base64Of(file)));
    } });
    return make("label", { class: "upload" }, make("span", {}, word(key)), input);
  };
  const paper = ({ name, label, label_en }) =>
    make("button", { type: "button", "data-paper": name, onclick: () => { dialog.close(); say({ document: { paper: name } }); } }, english() ? label_en : label);
  const sections = CHOICES.flatMap(([title, choices]) => {
    const lying = title === "file" ? papers.map(paper) : [];
    return [make("h3", {}, word(title)), make("div", {}, ...lying, ...choices.map(choice))];
  });
  list.replaceChildren(...sections);
  translate(dialog);
  dialog.showModal();
}
