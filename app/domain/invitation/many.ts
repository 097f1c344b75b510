import { hashToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { may } from "../access.ts";
import type { PersonActor } from "../actor.ts";
import { tokenFromKey } from "../link.ts";
import { changeRows, inviteRows } from "../people-import/applying.ts";
import { type Fault, judgeRow, type Verdict } from "../people-import/judging.ts";
import { mostPasted } from "../people-import/limits.ts";
import { readPaste } from "../people-import/paste.ts";
import type { Row } from "../people-import/row.ts";
import { findStanding, type Standing } from "../people-import/standing.ts";
import { teamsOf } from "../team/scope.ts";
import { listTeams } from "../team.ts";

interface Pasted {
  actor: PersonActor;
  /** Undefined for no team, which is an administrator's to choose. */
  teamId: string | undefined;
  text: string;
  now: Date;
}

export interface PastedRow {
  line: number;
  email: string;
  name: string;
  verdict: Verdict;
}

export interface Look {
  rows: PastedRow[];
  /** What was shown, in a word: who confirms sends it back. */
  seen: string;
}

export interface InvitedMany {
  invited: { email: string; name: string; token: string }[];
  changed: number;
  /** The lines that were not taken, as they are to be mended. */
  refused: PastedRow[];
}

type NotPasted = "nobody" | "too-many";

/** The teams that this person may invite many into. */
export async function teamsToInviteInto(db: Db, actor: PersonActor): Promise<{ id: string; name: string }[]> {
  return may(actor, "import people") ? listTeams(db) : teamsOf(db, actor);
}

/**
 * Says what each line of a pasted list would do; nothing is done. Refused for an empty list, and for more than
 * `mostPasted`. Undefined for a team that is not theirs to invite into.
 */
export async function lookAtMany(db: Db, pasted: Pasted): Promise<Look | { refused: NotPasted } | undefined> {
  const judged = await judgeMany(db, pasted);
  return judged && "standing" in judged ? judged.look : judged;
}

/**
 * Does what was shown as `seen`, all in one, and leaves the mail to the outbox; the secrets are to be shown once where
 * there is no mail server. Where people changed meanwhile nothing is done, and the fresh look is the answer. The same
 * form sent again is answered with the same links.
 */
export async function inviteMany(
  db: Db,
  { seen, key, ...pasted }: Pasted & { seen: string; key: string },
): Promise<InvitedMany | { refused: "changed-meanwhile"; look: Look } | { refused: NotPasted } | undefined> {
  const { actor, now } = pasted;
  const secretOf = (email: string) => tokenFromKey(`${key} ${email}`);
  return transact(db, async (db) => {
    const judged = await judgeMany(db, pasted);
    if (!judged || !("standing" in judged)) return judged;
    const { rows, standing, look } = judged;
    const before = await findSentBefore(db, rows, secretOf);
    if (before.length > 0) return { invited: before, changed: 0, refused: refusedIn(look) };
    if (look.seen !== seen) return { refused: "changed-meanwhile", look };
    const verdicts = new Map(look.rows.map(({ line, verdict }) => [line, verdict]));
    const invited = rows.filter(({ line }) => verdicts.get(line)?.result === "invited");
    const changed = rows.flatMap((row) => {
      const verdict = verdicts.get(row.line);
      return verdict?.result === "changed" ? [{ row, of: verdict.of, changes: verdict.changes }] : [];
    });
    await inviteRows(db, invited, { actor, standing, importId: null, secretOf, now });
    await changeRows(db, changed, { actor, standing, now });
    const links = invited.map(({ cells: { email, name } }) => ({ email, name, token: secretOf(email).token }));
    return { invited: links, changed: changed.length, refused: refusedIn(look) };
  });
}

async function judgeMany(
  db: Db,
  { actor, teamId, text, now }: Pasted,
): Promise<{ rows: Row[]; standing: Standing; look: Look } | { refused: NotPasted } | undefined> {
  const isAdministrator = may(actor, "import people");
  const team = (await teamsToInviteInto(db, actor)).find(({ id }) => id === teamId);
  if (!team && (teamId !== undefined || !isAdministrator)) return undefined;
  const rows = readPaste(text, { team: team?.name ?? "" });
  if (rows.length === 0) return { refused: "nobody" };
  if (rows.length > mostPasted) return { refused: "too-many" };
  const standing = await findStanding(db, { rows: rows.filter(({ faults }) => faults.length === 0), now });
  const judged = rows.map((row) => {
    const verdict = judgeRow(row, standing);
    const { email, name } = row.cells;
    return { line: row.line, email, name, verdict: isAdministrator ? verdict : forSupervisor(verdict) };
  });
  return { rows, standing, look: { rows: judged, seen: hashToken(JSON.stringify(judged)) } };
}

/** A supervisor invites new people only: who is there already, an administrator puts into a team. */
function forSupervisor(verdict: Verdict): Verdict {
  if (verdict.result !== "changed" && verdict.result !== "unchanged") return verdict;
  const fault: Fault = { fault: verdict.of === "account" ? "already-here" : "already-invited" };
  return { result: "refused", faults: [fault] };
}

/** Whom the same form has invited before: by keys that only it makes. */
async function findSentBefore(
  db: Db,
  rows: Row[],
  secretOf: (email: string) => { keptKey: string; token: string },
): Promise<InvitedMany["invited"]> {
  const sent = await db
    .selectFrom("invitation")
    .select(["email", "name"])
    .where(
      "form_key",
      "in",
      rows.map(({ cells }) => secretOf(cells.email).keptKey),
    )
    .execute();
  return sent.map(({ email, name }) => ({ email: email ?? "", name: name ?? "", token: secretOf(email ?? "").token }));
}

function refusedIn({ rows }: Look): PastedRow[] {
  return rows.filter(({ verdict }) => verdict.result === "refused");
}
