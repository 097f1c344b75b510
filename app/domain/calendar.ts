/** The day of a time in a zone, as 2026-11-23. */
export function dayIn(at: Date | string, zone: string): string {
  const parts = dayFormatter(zone).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The end of a day in a zone: the last millisecond before its next one begins, whatever its clocks do meanwhile. */
export function endOfDay(day: string, zone: string): Date {
  const noon = new Date(`${day}T12:00:00.000Z`).getTime();
  const hours = 60 * 60_000;
  let [inside, after] = [noon - 24 * hours, noon + 48 * hours];
  while (after - inside > 1) {
    const middle = Math.floor((inside + after) / 2);
    if (dayIn(new Date(middle), zone) > day) after = middle;
    else inside = middle;
  }
  return new Date(inside);
}

/** The day that comes so many working days after another; Saturdays and Sundays are none. Holidays are not known. */
export function addWorkingDays(day: string, count: number): string {
  const at = new Date(`${day}T12:00:00.000Z`);
  for (let left = count; left > 0; ) {
    at.setUTCDate(at.getUTCDate() + 1);
    if (at.getUTCDay() !== 0 && at.getUTCDay() !== 6) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}

/** The day of the week: Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00.000Z`).getUTCDay() || 7;
}

/** The full hour that clocks in a zone show, 0 to 23. */
export function hourIn(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).formatToParts(
    at,
  );
  return Number(parts.find(({ type }) => type === "hour")?.value);
}

/** The same day of the month so many months later, or earlier; the month's last where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Whether a text is a day that there is, as 2026-02-28. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Making a formatter costs a hundred times what using it does; there are as many as zones in use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function dayFormatter(zone: string): Intl.DateTimeFormat {
  const kept = formatters.get(zone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formatters.set(zone, made);
  return made;
}
