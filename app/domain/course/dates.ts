/** Half a year, as an entry of a directory is trusted. */
const daysTrusted = 183;

/** Whether what was looked up on a day (2026-01-31) is no longer to be trusted on another. */
export function isStale(checked: string, today: string): boolean {
  return checked < new Date(Date.parse(today) - daysTrusted * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a day has passed. */
export function hasPassed(day: string | null, today: string): boolean {
  return day !== null && day < today;
}
