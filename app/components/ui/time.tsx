interface TimeProps {
  /** UTC, ISO 8601. */
  at: string;
  /** IANA name: the reader's, or the practice's for due dates and records. */
  zone: string;
  /** With a short month, for tables: brief the date and time, day the date alone. */
  show?: "date" | "time" | "date-time" | "brief" | "day";
  /** Prints the zone's name beside it (records). */
  zoned?: boolean;
}

/** A time in the reader's zone, with the machine-readable time in its element. */
export function Time({ at, zone, show = "date", zoned = false }: TimeProps) {
  return <time dateTime={at}>{formatTime({ at, zone, show, zoned })}</time>;
}

/** The same words as text, for attributes and sentences. */
export function formatTime({ at, zone, show = "date", zoned = false }: TimeProps) {
  return formatter(zone, show, zoned).format(new Date(at));
}

const shapes: Record<NonNullable<TimeProps["show"]>, Intl.DateTimeFormatOptions> = {
  date: { day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  brief: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short", year: "numeric" },
  "date-time": { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
};

/** Making a formatter costs a hundred times what using it does. There are as many as zones in use, times three, times two. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, show: NonNullable<TimeProps["show"]>, zoned: boolean) {
  const key = `${zone} ${show} ${zoned}`;
  const kept = formatters.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat("en-GB", {
    ...shapes[show],
    timeZone: zone,
    timeZoneName: zoned ? "short" : undefined,
  });
  formatters.set(key, made);
  return made;
}
