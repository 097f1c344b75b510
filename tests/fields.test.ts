import { expect, test } from "vitest";
import { field } from "#app/fields.ts";

test.each([
  "Zoë Ångström",
  "محمد الأمين",
  "می‌خواهم",
  "O'Neil-Sánchez Jr.",
  "李 小龍",
  "Anna 2",
])("%s is a name", (name) => {
  expect(field.name.safeParse(name).success).toBe(true);
});

test.each([
  ["a space of no width", "\u200b"],
  ["joiners alone", "\u200c\u200d"],
  ["text turned round", "Ada \u202egnp.exe"],
  ["an isolate left open", "Ada \u2066"],
  ["a private character", "Ada \ue000"],
  ["two lines", "Ada\nOkafor"],
  ["nothing that is read", "— ·"],
])("%s is no name", (_, name) => {
  expect(field.name.safeParse(name).success).toBe(false);
});

test.each(["", "Learning", 'Zoë "Elm" Row', "Elm & Row, Inc."])("“%s” can stand as a sender", (name) => {
  expect(field.sender.safeParse(name).success).toBe(true);
});

test.each([
  "director@else.example",
  "Elm <director@else.example>",
  "director\uff20else.example",
  "Elm \uff1cdirector\uff1e",
  "Elm\u0007Row",
  "Elm\nRow",
])("“%s” would show somebody else's address, or a sign that is not seen, as a sender", (name) => {
  expect(field.sender.safeParse(name).success).toBe(false);
});
