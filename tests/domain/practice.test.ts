import { expect, test } from "vitest";
import { changePractice, findPractice, isZone } from "#app/domain/practice.ts";
import type { Db } from "#db/open.ts";
import { morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf } from "../support/people.ts";

onBothDatabases(
  "a practice is changed on the state it was read in; the same change again is saved once",
  async ({ db }) => {
    const form = {
      name: "Harbour Street Therapy",
      contact: "hello@practice.example",
      zone: "Europe/Dublin",
      version: 1,
    };
    const { version: _, ...said } = form;
    const practice = { ...said, sender: "", replyTo: "", purpose: "live", version: 2 };
    expect(await change(db, form)).toEqual({ practice });
    expect(await change(db, form)).toEqual({ practice });
    expect(await change(db, { ...form, name: "Another" })).toEqual({ refused: "changed-meanwhile" });
    expect(await findPractice(db)).toEqual(practice);
    const letters = { sender: "Harbour", replyTo: "office@practice.example" };
    expect(await change(db, { ...form, ...letters, version: 2 })).toMatchObject({
      practice: { ...letters, version: 3 },
    });
    // A form that says nothing of letters leaves them.
    expect(await change(db, { ...form, name: "Hill", version: 3 })).toMatchObject({ practice: letters });
    expect(await actsOf(db)).toEqual(Array(3).fill("change practice"));
  },
);

onBothDatabases("a zone that is not one is refused, and nothing is kept", async ({ db }) => {
  const form = { name: "Harbour", contact: "hello", zone: "Mars/Olympus", version: 1 };
  expect(await change(db, form)).toEqual({ refused: "zone-unknown" });
  expect((await findPractice(db)).name).toBe("");
});

test("zones are the world's, and UTC", () => {
  expect(["UTC", "Europe/Dublin", "America/Los_Angeles"].every(isZone)).toBe(true);
  expect(isZone("europe/dublin")).toBe(false);
});

function change(
  db: Db,
  form: { name: string; contact: string; zone: string; sender?: string; replyTo?: string; version: number },
) {
  return changePractice(db, { actor: { kind: "cli" }, ...form, now: morning });
}
