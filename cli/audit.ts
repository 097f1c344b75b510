import { type AuditLine, listAudit } from "#app/domain/audit.ts";
import type { Db } from "#db/open.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** Prints the whole audit trail, the newest first. */
export const audit: Command = {
  summary: "prints the audit trail, the newest first",
  run: ({ json }) =>
    withDatabase(async ({ db }) => {
      const lines = await readTrail(db);
      for (const { at, actorKind, actorEmail, act, subjectKind, subjectEmail, subjectId, teamName } of lines) {
        const subject = [subjectKind, subjectEmail ?? subjectId, teamName].filter(Boolean).join(" ");
        console.log(`${at}  ${actorEmail ?? actorKind}  ${act}  ${subject}`);
      }
      writeReport(json, { lines });
      return 0;
    }),
};

async function readTrail(db: Db): Promise<AuditLine[]> {
  const trail: AuditLine[] = [];
  let before: string | undefined;
  do {
    const page = await listAudit(db, { before, limit: 500 });
    trail.push(...page.lines);
    before = page.next;
  } while (before !== undefined);
  return trail;
}
