import { readCourses } from "#app/content/library.server.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { describePublication, publishCourses } from "#server/publish.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** Publishes what `courses/` holds, as a start does, while the server runs. Fails when a course was not published. */
export const publish: Command = {
  summary: "publishes what courses/ holds, now",
  run: ({ json }) =>
    withDatabase(async ({ db }) => {
      const folders = readCourses(settings().coursesFolder);
      const publications = await publishCourses(db, { folders, publishedBy: "cli", now: now() });
      for (const publication of publications) console.log(describePublication(publication));
      writeReport(json, { publications });
      return publications.some(({ outcome }) => outcome === "faulty") ? 1 : 0;
    }),
};
