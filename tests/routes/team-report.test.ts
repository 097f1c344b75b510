import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { draughtsman } from "#app/certificate/draw.ts";
import { findCertificate } from "#app/domain/certificate.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { standing } from "#app/messages/standing.ts";
import { keyStore, openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { readZip, readZipped } from "#app/platform/zip.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as page } from "#app/routes/team/report.tsx";
import { loader as archive } from "#app/routes/team/report-certificates.ts";
import { loader as csv } from "#app/routes/team/report-csv.ts";
import { loader as today } from "#app/routes/team/today.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addLearner, morning, publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { addHolder } from "../support/record.ts";
import { formTeam } from "../support/team.ts";

let cookies: Record<"learner" | "sunita" | "tomas" | "auditor" | "admin", string>;
let team: string;
let holder: { id: string; pdf: Buffer; code: string };

beforeAll(async () => {
  openKeyStore(settings().keysFolder).close();
  const release = await publishSmall(db);
  const signIn = async (name: string, roles: Parameters<typeof addMember>[2] = []) => {
    const member = await addMember(db, name, roles);
    return { ...member, cookie: await askIn(enter, { fields: { email: member.email, password: goodPassword } }) };
  };
  const [ada, sunita, tomas] = [
    await signIn("Ada Okafor"),
    await signIn("Sunita Rao", ["supervisor"]),
    await signIn("Tomas Berg", ["supervisor"]),
  ];
  const [auditor, admin] = [await signIn("Amara Diallo", ["auditor"]), await signIn("Morgan Reyes", ["administrator"])];
  cookies = {
    learner: ada.cookie,
    sunita: sunita.cookie,
    tomas: tomas.cookie,
    auditor: auditor.cookie,
    admin: admin.cookie,
  };
  const learner = await addLearner(db, { name: "=HYPERLINK(1) Moss", release });
  const { recordId, code } = await addHolder(db, { learner, name: "Hy Moss" });
  const asked = { ...draughtsman, seals: keyStore(), personId: learner.actor.id, recordId, now: new Date() };
  const pdf = await findCertificate(db, asked);
  if (!pdf) throw new Error("No certificate was drawn.");
  holder = { id: learner.actor.id, pdf, code };
  const members = [learner.actor.id, ada.id, sunita.id];
  await enrol(db, { personId: ada.id, courseId: release.courseId, now: morning });
  for (let at = 0; at < 55; at++) members.push((await addLearner(db, { name: `Person ${at}`, release })).actor.id);
  team = await formTeam(db, { name: "+East", members, supervisors: [sunita.id] });
  const other = await addLearner(db, { name: "Odile Roth", release });
  await formTeam(db, { name: "West", members: [other.actor.id], supervisors: [tomas.id] });
});

async function fileOf(loader: typeof csv | typeof archive, cookie: string, query = ""): Promise<Response> {
  const request = new Request(`http://localhost:3000/team/report/x${query}`, { headers: { Cookie: cookie } });
  return loader({ request, params: {}, context: { address: "192.0.2.7" } });
}

async function rowsOf(cookie: string, query = ""): Promise<Record<string, string>[]> {
  return parse(await (await fileOf(csv, cookie, query)).text(), { columns: true });
}

const look = async (cookie: string, query = "") => ask(page, { cookie, path: `/team/report${query}` });

test("the CSV has the lines and the totals of the screen, for every filter and everybody", async () => {
  const queries = [
    "",
    `?team=${team}`,
    "?status=complete",
    "?status=inactive",
    "?from=2026-01-01&to=2099-12-31",
    "?to=2020-01-01",
  ];
  for (const cookie of [cookies.sunita, cookies.auditor, cookies.admin]) {
    for (const query of queries) {
      const rows = await rowsOf(cookie, query);
      const { data } = await look(cookie, query);
      expect(data, query).toMatchObject({ total: rows.length });
      const shown: { status: keyof typeof standing.statuses; count: number }[] = Reflect.get(Object(data), "counts");
      for (const { status, count } of shown)
        expect(rows.filter((row) => row.status === standing.statuses[status])).toHaveLength(count);
      expect(Reflect.get(Object(data), "lines")).toHaveLength(Math.min(50, rows.length));
    }
  }
  expect(await rowsOf(cookies.sunita)).toHaveLength(57);
  expect(await rowsOf(cookies.admin)).toHaveLength(58);
  expect(await rowsOf(cookies.tomas)).toMatchObject([{ name: "Odile Roth", team: "West" }]);
});

test("the report to print has every line on one page, of the same filter", async () => {
  const linesOf = async (query: string) => Reflect.get(Object((await look(cookies.sunita, query)).data), "lines");
  expect(await linesOf("?page=all")).toHaveLength(57);
  const complete = await rowsOf(cookies.sunita, "?status=complete");
  expect(complete).not.toHaveLength(0);
  expect(await linesOf("?status=complete&page=all")).toHaveLength(complete.length);
});

test("its columns have the names that programs rely on, and no cell is a formula", async () => {
  const text = await (await fileOf(csv, cookies.sunita)).text();
  expect(text.split("\r\n")[0]).toBe(
    "name,email,team,course,release,assigned_on,due_on,status,completed_on,hours,record_code",
  );
  const row = (await rowsOf(cookies.sunita)).find(({ record_code }) => record_code === holder.code);
  expect(row).toMatchObject({ name: "'=HYPERLINK(1) Moss", team: "'+East", status: "Complete", release: "1.0.0" });
  expect(Number(row?.hours)).toBeGreaterThan(0);
  expect(row?.completed_on).toMatch(/^2026-/);
});

test("the archive holds the kept certificates to the byte, for whoever may see the report, and draws none", async () => {
  for (const cookie of [cookies.sunita, cookies.auditor, cookies.admin]) {
    const bytes = Buffer.from(await (await fileOf(archive, cookie)).arrayBuffer());
    const source = { length: bytes.length, read: (at: number, length: number) => bytes.subarray(at, at + length) };
    const [entry, ...more] = readZip(source) ?? [];
    expect(more).toEqual([]);
    expect(entry?.name).toBe(`certificate-${holder.code}.pdf`);
    expect(entry && readZipped(source, entry)?.equals(holder.pdf)).toBe(true);
  }
  const none = await ask(archive, { cookie: cookies.tomas, path: "/team/report/certificates" });
  expect(none).toMatchObject({ status: 303, location: "/team/report?done=no-certificates" });
});

test("who may not is told what is told of an address that is not there; each look is told to its team", async () => {
  for (const loader of [page, csv, archive]) {
    expect((await ask(loader, { cookie: cookies.learner })).status).toBe(404);
    expect((await ask(loader, { cookie: cookies.tomas, path: `/x?team=${team}` })).status).toBe(404);
    for (const odd of ["?status=odd", "?from=2026-13-01", "?page=0", "?course=%00", "?team=1&team=2"])
      expect((await ask(loader, { cookie: cookies.admin, path: `/x${odd}` })).status, odd).toBe(404);
  }
  const before = await looks();
  for (const loader of [page, csv, archive]) await ask(loader, { cookie: cookies.sunita });
  expect(await looks()).toBe(before + 3);
});

test("nothing that a supervisor is sent holds an answer, score, attempt, text or trail", async () => {
  const canary = "canary-7f3a";
  const { id } = await db
    .selectFrom("enrolment")
    .select("id")
    .where("person_id", "=", holder.id)
    .executeTakeFirstOrThrow();
  await db
    .updateTable("attempt")
    .set({ seed: canary, drawn: JSON.stringify([canary]) })
    .where("enrolment_id", "=", id)
    .execute();
  await db
    .updateTable("enrolment_place")
    .set({ lesson_id: canary, anchor: canary })
    .where("enrolment_id", "in", (row) => row.selectFrom("enrolment").select("id"))
    .execute();
  const said = [
    JSON.stringify((await ask(today, { cookie: cookies.sunita })).data),
    JSON.stringify((await look(cookies.sunita, "?page=all")).data),
    await (await fileOf(csv, cookies.sunita)).text(),
  ];
  for (const text of said) {
    expect(text).not.toContain(canary);
    expect(text).not.toMatch(/score|attempt|answer|lesson|passed|missed|reflection|anchor/i);
  }
});

async function looks(): Promise<number> {
  return (await db.selectFrom("view_log").select("id").where("subject_id", "=", team).execute()).length;
}
