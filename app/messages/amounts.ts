/** 45 as "45 min", 220 as "3 h 40 min". */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export function hoursInWords(hours: number): string {
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** A day of the calendar, 2027-03-02 as "2 March 2027". */
export function dayInWords(day: string): string {
  return longDay.format(new Date(`${day}T12:00:00.000Z`));
}

const longDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** "1 attempt", "3 attempts". */
export function countInWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "a, b and c". */
export function list(parts: string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(parts);
}

/** "a, b or c". */
export function anyOf(parts: string[]): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(parts);
}

/** An exact score as points of so many: whole, or cut to two decimals, so that it never looks better than it is. */
export function pointsOf({ top, bottom }: { top: number; bottom: number }, items: number): string {
  return String(Math.floor((100 * top * items) / bottom) / 100);
}

/** In whole per cent, cut, for the same reason. */
export function percentOf({ top, bottom }: { top: number; bottom: number }): string {
  return String(Math.floor((100 * top) / bottom));
}

/** A code in groups of four, to be read aloud and typed. */
export function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}
