import { expect, test } from "vitest";
import { inspectCourse } from "#app/content/compile.ts";
import { bees } from "./bees.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const directory = `---
id: beeresou
reviewed: none
---

Ring before you go {% cite ref="seeley2010" /%}.

## Swarms

{% resource name="Swarm Line" by="The Bee Board" url="https://bees.example/swarm" for="anyone" checked="2026-10-01" /%}
`;

test("a directory of resources compiles to its text with what it cites; a course without one has none", () => {
  expect(inspectCourse(bees(), { now }).course?.resources).toBeNull();
  const { course, faults } = inspectCourse({ ...bees(), "resources.md": directory }, { now });
  expect(faults).toEqual([]);
  expect(course?.resources).toMatchObject({ title: "Resources", reviewed: null, cites: ["seeley2010"] });
  const names = course?.resources?.body.map((node) => (typeof node === "string" ? "" : node.name));
  expect(names).toEqual(["p", "h2", "resource"]);
});

test("an entry that nobody has looked up for half a year is told, and what a directory cites must be there", () => {
  const old = directory.replace("2026-10-01", "2026-05-01").replace("seeley2010", "nobody2010");
  const { faults } = inspectCourse({ ...bees(), "resources.md": old }, { now });
  expect(faults.map(({ path, line, id }) => `${path}:${line} ${id}`)).toEqual([
    "resources.md:6 unknown-reference",
    "resources.md:10 resource-stale",
  ]);
});
