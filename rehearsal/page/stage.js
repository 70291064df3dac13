// Talks to the stage API; a refusal becomes an Error with the stage's own sentence.
async function ask(method, path, fields) {
  const body = fields === undefined ? undefined : JSON.stringify(fields);
  const answer = await fetch(`/stage/${path}`, { method, body, headers: body ? { "Content-Type": "application/json" } : {} });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error ?? answer.statusText);
  return found;
}

export const look = (path) => ask("GET", path);
export const act = (path, fields = {}) => ask("POST", path, fields);
export const undo = (path) => ask("DELETE", path);

const NAMES = ["message", "edit", "delete", "answer", "keyboard", "action", "clock", "kill", "people", "menu", "story"];

// The browser reconnects by itself; after each (re)connection `fresh` reloads everything, so nothing is replayed.
export function listen({ fresh, happened, lost }) {
  const source = new EventSource("/stage/events");
  source.addEventListener("hello", fresh);
  source.onerror = lost;
  for (const name of NAMES) {
    source.addEventListener(name, (event) => happened(name, JSON.parse(event.data), Number(event.lastEventId)));
  }
}

export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

// Calls `deed` once, when it was not asked for during so many milliseconds.
export function afterwards(milliseconds, deed) {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(deed, milliseconds);
  };
}
