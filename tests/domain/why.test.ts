import { expect, test } from "vitest";
import type { History } from "#app/domain/standing/history.ts";
import { factsOf } from "#app/domain/standing/history.ts";
import { judge } from "#app/domain/standing/judgement.ts";
import { whyOf } from "#app/domain/standing/why.ts";
import { reasonInWords } from "#app/messages/reasons.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

test("time that was given is told as outlasting the due dates, to both, and not as the earliest of them", () => {
  const self = toldOf(["2026-12-01", "2026-12-10"], { self: true });
  expect(self).toContain(
    "The time that you were given, until 2026-12-20, outlasts both due dates. It ends with that day.",
  );
  const other = toldOf(["2026-12-01", "2026-12-10"], { self: false, name: "Ada" });
  expect(other).toContain(
    "The time that Ada was given, until 2026-12-20, outlasts both due dates. It ends with that day.",
  );
  expect([...self, ...other].join()).not.toContain("earliest counts");
  expect(toldOf(["2026-12-01"], { self: true }).join()).toContain("outlasts the due date.");
  expect(toldOf(["2026-12-01", "2026-12-30"], { self: true }).join()).toContain("outlasts the earlier due date.");
  expect(toldOf(["2026-12-24", "2026-12-30"], { self: true }).join()).toContain("the earliest counts: 2026-12-24");
});

function toldOf(days: string[], told: { self: true } | { self: false; name: string }): string[] {
  const at = "2026-11-01T09:00:00.000Z";
  const assigned = { by: "Petra", team: null, profession: null, beganAt: at, endedAt: null };
  const granted = { id: "c", grantedAt: at, grantedBy: "Petra", untilOn: "2026-12-20", reason: null, endedAt: null };
  const history: History = {
    assignments: days.map((dueOn) => ({ ...assigned, dueOn })),
    concessions: [{ ...granted, kind: "extension" }],
    enrolments: [],
    records: [],
  };
  const standing = judge(factsOf(history), { now, today: "2026-11-23" });
  const plain = (one: string) => one;
  return whyOf(history, standing).map((reason) => reasonInWords(reason, { told, day: plain, date: plain }));
}
