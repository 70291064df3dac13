// School time: every time is shown in the zone in which the rehearsal's clock writes itself.
import { word } from "./words.js";

let offset = 0;

export function learnZone(iso) {
  const found = /([+-])(\d\d):(\d\d)$/.exec(iso);
  offset = found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}

// A Date whose UTC fields read as the school's local time.
export const local = (milliseconds) => new Date(milliseconds + offset * 60_000);
const two = (number) => String(number).padStart(2, "0");
export const hour = (milliseconds) => `${two(local(milliseconds).getUTCHours())}:${two(local(milliseconds).getUTCMinutes())}`;
export const day = (milliseconds) => word("date", local(milliseconds), word("weekdays"));
export const stampOf = (milliseconds) => `${dayKey(milliseconds)} ${hour(milliseconds).replace(":", "")}`;
export const dayKey = (milliseconds) => local(milliseconds).toISOString().slice(0, 10);

// The next moment at which the school's clock shows that hour: today, or tomorrow when it has passed.
export function nextAt(milliseconds, clock) {
  const [hours, minutes] = clock.split(":").map(Number);
  const then = local(milliseconds).setUTCHours(hours, minutes, 0, 0) - offset * 60_000;
  return then > milliseconds ? then : then + 86_400_000;
}
