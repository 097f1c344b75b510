import ical from "ical-generator";

/** A whole day of a calendar. */
interface Day {
  id: string;
  /** As 2026-11-23, in nobody's zone. */
  on: string;
  title: string;
  text: string;
}

/** Whole days as an iCalendar file (RFC 5545), asked for again once a day. */
export function icsOf({ name, days, now }: { name: string; days: Day[]; now: Date }): string {
  const calendar = ical({ name, prodId: { company: "Attune", product: "Attune" }, ttl: 86_400 });
  for (const { id, on, title, text } of days) {
    // As a text without a zone: a whole day is the same day wherever it is read.
    const start = new Date(`${on}T00:00:00.000Z`);
    calendar.createEvent({ id, start, allDay: true, summary: title, description: text, stamp: now, timezone: "UTC" });
  }
  return calendar.toString();
}
