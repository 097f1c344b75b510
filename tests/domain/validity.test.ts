import { expect, test } from "vitest";
import { addMonths } from "#app/domain/calendar.ts";
import { lifetimeOf, validityOf } from "#app/domain/completion-record/validity.ts";
import type { Renewal } from "#app/domain/course.ts";

const yearly: Renewal = { every: 12, from: "completion", window: 2, minGap: 0 };

function endOf(renewal: Partial<Renewal>, completedOn: string, earlierEnd: string | null = null) {
  return validityOf({ ...yearly, ...renewal }, { completedOn, earlierEnd })?.expiresOn;
}

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2028-01-31", 1, "2028-02-29"],
  ["2028-02-29", 12, "2029-02-28"],
  ["2028-02-29", 48, "2032-02-29"],
  ["2026-03-31", -1, "2026-02-28"],
  ["2028-03-31", -1, "2028-02-29"],
  ["2026-01-15", -1, "2025-12-15"],
  ["2026-12-31", 2, "2027-02-28"],
  ["2026-11-30", 0, "2026-11-30"],
])("from %s, %i months lead to %s", (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected);
});

test("a course without renewal makes records that are valid for good", () => {
  expect(validityOf(null, { completedOn: "2026-03-02", earlierEnd: null })).toBeNull();
  expect(lifetimeOf({ zone: "UTC" }, new Date())).toBeNull();
  expect(lifetimeOf({ zone: "UTC", validity: null }, new Date())).toBeNull();
});

test("counted from completion, a record ends on the same day of a later month, whatever came before", () => {
  expect(endOf({}, "2026-03-02")).toBe("2027-03-02");
  expect(endOf({ every: 24 }, "2028-02-29")).toBe("2030-02-28");
  expect(endOf({}, "2027-02-01", "2027-03-02")).toBe("2028-02-01");
});

test("counted from expiry, a renewal before the end goes on from there, and one after it begins anew", () => {
  expect(endOf({ from: "expiry" }, "2027-02-01", "2027-03-02")).toBe("2028-03-02");
  expect(endOf({ from: "expiry" }, "2027-03-02", "2027-03-02")).toBe("2028-03-02");
  expect(endOf({ from: "expiry" }, "2027-03-03", "2027-03-02")).toBe("2028-03-03");
  expect(endOf({ from: "expiry" }, "2027-03-03")).toBe("2028-03-03");
});

test("by the year, a record ends with a year, and whoever came late in it has until the next", () => {
  expect(endOf({ from: "year" }, "2026-03-02")).toBe("2026-12-31");
  expect(endOf({ from: "year", every: 24 }, "2026-03-02")).toBe("2027-12-31");
  expect(endOf({ from: "year", minGap: 6 }, "2026-06-30")).toBe("2026-12-31");
  expect(endOf({ from: "year", minGap: 6 }, "2026-07-01")).toBe("2027-12-31");
  expect(endOf({ from: "year" }, "2026-11-20", "2026-12-31")).toBe("2027-12-31");
});

test("renewal opens so many months before the end", () => {
  const opens = (renewal: Partial<Renewal>, completedOn: string) =>
    validityOf({ ...yearly, ...renewal }, { completedOn, earlierEnd: null })?.renewFrom;
  expect(opens({}, "2026-03-02")).toBe("2027-01-02");
  expect(opens({ window: 1 }, "2026-03-31")).toBe("2027-02-28");
  expect(opens({ window: 1 }, "2027-03-31")).toBe("2028-02-29");
});

test.each([
  ["UTC", "2027-03-02T23:59:59.999Z", "due"],
  ["UTC", "2027-03-03T00:00:00.000Z", "expired"],
  ["America/Los_Angeles", "2027-03-03T07:59:59.999Z", "due"],
  ["America/Los_Angeles", "2027-03-03T08:00:00.000Z", "expired"],
  ["Pacific/Kiritimati", "2027-03-02T09:59:59.999Z", "due"],
  ["Pacific/Kiritimati", "2027-03-02T10:00:00.000Z", "expired"],
  ["UTC", "2027-01-01T23:59:59.999Z", "valid"],
  ["Pacific/Kiritimati", "2027-01-01T10:00:00.000Z", "due"],
])("in %s, a record that ends on 2 March is at %s %s", (zone, at, state) => {
  const validity = { expiresOn: "2027-03-02", renewFrom: "2027-01-02" };
  expect(lifetimeOf({ validity, zone }, new Date(at))).toEqual({ ...validity, state });
});
