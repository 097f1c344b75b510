import { expect, test } from "vitest";
import { mail } from "#app/messages/mail.ts";

const link = "https://learn.example/place";
const stop = "https://learn.example/letters/somebody.signed";
const practice = "Elm Row";
const linked = { practice, contact: "office@practice.example", link, until: "3 December 2026" };
const overdue = { kind: "overdue", on: "20 November 2026", isPast: true, link } as const;

/** Each letter as it is read by the one who gets it, with how it ends or who is asked. */
const letters = [
  ["an invitation", mail.invitation.text(linked), /need do nothing.*office@practice\.example/],
  ["a new password", mail.reset.text(linked), /tell your administrator/],
  ["a new address", mail.email.text(linked), /need do nothing/],
  ["a change of a record", mail.record.text(linked), /ask your administrator/],
  ["a reminder", mail.reminder.text({ practice, entries: [overdue], stop }), /fewer of these letters.*signed/s],
  ["one that stays", mail.reminder.text({ practice, entries: [overdue], stop: null }), /wants everyone.*end once/],
  ["a digest", mail.digest.text({ practice, overdue: 1, inactive: 2, dueSoon: 3, link, stop }), /because.*signed/s],
  ["a nudge", mail.nudge.text({ practice, by: "Bo Lund", sentence: null, link }), /does not repeat.*tell Bo Lund/],
] as const;

test.each(letters)("%s says whom it comes from, where to go, and what to do about it", (_, text, end) => {
  expect(text).toContain(practice);
  expect(text).toContain(link);
  expect(text).toMatch(end);
  expect(text).not.toMatch(/undefined|null|\[object/);
});

test("no subject says more than that there is something to look at", () => {
  const subjects = Object.values(mail).map(({ subject }) => subject);
  expect(subjects.filter((subject) => !/^(A|Your)( new| test)? [a-z]+$/.test(subject))).toEqual([]);
});
