import { randomBytes } from "node:crypto";
import { ledger } from "#tests/site/ledger.ts";
import { type Answer, post, visit } from "#tests/site/visit.ts";
import type { Line } from "./access-table.ts";
import type { AccessWorld, Visitor } from "./access-world.ts";

type Fields = Record<string, string>;

/** One thing asked of the server: a page, or a form with what it takes to do what it says. */
export interface Probe {
  address: string;
  fields: Fields | undefined;
}

const key = "k".repeat(43);
const day = "2099-12-31";

/** What a form needs beside its intent to have an effect, if its sender might send it. */
const forms: Record<string, (world: AccessWorld) => Fields> = {
  "POST /account/sessions (end)": ({ ids }) => ({ session: ids.session }),
  "POST /account/calendar (make)": () => ({ key }),
  "POST /admin/reminders/rules": () => ({
    before: "0",
    expiry: "",
    opens: "0",
    closes: "24",
    digestOn: "",
    version: "1",
  }),
  "POST /letters/:token": () => ({ early: "yes" }),
  "POST /account/writing/:text (share)": ({ person }) => ({ reader: person.supervisor }),
  "POST /account/writing/:text (take-back)": ({ share }) => ({ share }),
  "POST /learn/:course/attempt/:attempt (save)": () => ({ item: "2", version: "1", "choice-2": "1" }),
  "POST /learn/:course/attempt/:attempt (continue)": () => ({ item: "2", version: "1", "choice-2": "1" }),
  "POST /learn/:course/attempt/:attempt/answer (save)": () => ({ item: "2", version: "1", "choice-2": "1" }),
  "POST /records/elsewhere/:certificate (change)": () => ({
    version: "1",
    title: "Mine",
    provider: "Me",
    completedOn: "2026-01-05",
    hours: "2",
    category: "",
    number: "",
  }),
  "POST /records/elsewhere/:certificate (delete-file)": () => ({ file: "none" }),
  "POST /team/assign/:assignment (change)": () => ({ version: "1", due: "day", on: day, days: "" }),
  "POST /team/assign/of/:person/:course (extension)": () => ({ key, until: day, why: "Agreed" }),
  "POST /team/invite (invite)": ({ team }) => ({ key, team, email: "taken.over@practice.example", name: "" }),
  "POST /team/invite (withdraw)": ({ ids }) => ({ invitation: ids.invitation }),
  "POST /admin/teams": () => ({ key, name: "A team of mine" }),
  "POST /admin/teams/:team (add-members)": ({ ids }) => ({ member: ids.outsider }),
  "POST /admin/teams/:team (add-supervisors)": ({ ids }) => ({ supervisor: ids.formerSupervisor }),
  "POST /admin/teams/:team (end-member)": ({ person }) => ({ person: person.therapist }),
  "POST /admin/teams/:team (end-supervisor)": ({ person }) => ({ person: person.supervisor }),
  "POST /admin/teams/:team (rename)": () => ({ name: "Mine", seen: "First team" }),
  "POST /admin/people (invite)": () => ({ key, email: "taken.over@practice.example", name: "", role: "administrator" }),
  "POST /admin/people (withdraw)": ({ ids }) => ({ invitation: ids.invitation }),
  "POST /admin/people/:person (grant)": () => ({ role: "administrator" }),
  "POST /admin/people/:person (end)": () => ({ role: "author" }),
  "POST /admin/people/:person (review)": () => ({ day }),
  "POST /admin/people/:person (reset)": () => ({ key }),
  "POST /admin/people/:person/email": () => ({ key }),
  "POST /admin/people/:person (suspend)": () => ({ reason: "" }),
  "POST /admin/people/:person (accommodate)": ({ ids }) => ({
    key,
    place: ids.enrolment,
    attempts: "1",
    why: "Why not",
  }),
  "POST /admin/requests/:request (answer)": () => ({ answer: "No." }),
  "POST /admin/requests/:request (resolve)": () => ({ resolution: "Done." }),
  "POST /first-run/:token": () => ({
    practice: "Mine",
    contact: "me",
    zone: "UTC",
    name: "Me",
    email: "me@practice.example",
    password: "kestrel marzipan gantry oboe",
  }),
  "POST /admin/practice": () => ({ name: "Mine", contact: "me", zone: "UTC", version: "1" }),
};

/** Who may is sent no effect: a form that is refused for a field too many, or one of these, which change nothing. */
const harmless: Record<string, ((world: AccessWorld) => Fields) | "not sent"> = {
  "POST /team/invite (withdraw)": ({ ids }) => ({ invitation: ids.withdrawn }),
  "POST /admin/people (withdraw)": ({ ids }) => ({ invitation: ids.withdrawn }),
  "POST /admin/people/:person (end-review)": () => ({}),
  "POST /admin/people/:person (restore)": () => ({}),
  "POST /admin/teams/:team (end-member)": ({ ids }) => ({ person: ids.formerMember }),
  "POST /admin/teams/:team (end-supervisor)": ({ ids }) => ({ person: ids.formerSupervisor }),
  "POST /account/writing/:text (take-back)": () => ({ share: "nothing" }),
  "POST /records/:record (hide-name)": () => ({}),
  // These do what they say whatever else they are sent, or are refused as if nothing were there.
  "POST /sign-out": "not sent",
  "POST /admin/people/:person (sign-out)": "not sent",
  "POST /admin/teams/:team (end-team)": "not sent",
  "POST /records/:record (show-name)": "not sent",
  "POST /account/sessions (end)": "not sent",
  "POST /admin/practice (try)": "not sent",
  "POST /admin/certificates (remove)": "not sent",
  "POST /admin/certificates (remove-logo)": "not sent",
  "POST /team/assign/:assignment (end)": "not sent",
  "POST /admin/assignments/:assignment (end)": "not sent",
  "POST /admin/assignments/rules (apply)": "not sent",
  "POST /records/:record (report)": "not sent",
  "POST /records/:record (withhold)": "not sent",
  "POST /admin/people (resend)": "not sent",
  "POST /admin/people/import/:import (confirm)": "not sent",
  "POST /admin/people/import/:import (abandon)": "not sent",
  "POST /admin/people/import/:import/links": "not sent",
  "POST /admin/people/:person/leaving (look)": "not sent",
  "POST /admin/people/:person/leaving (merge)": "not sent",
  "POST /admin/people/:person/leaving (leave)": "not sent",
  "POST /admin/people/:person/leaving (return)": "not sent",
  // The world has none of these; the tests of their routes do.
  "GET /account/data/:file": "not sent",
  "GET /author/assessments/:export": "not sent",
  "GET /author/assessments/:export/file": "not sent",
  "GET /admin/evidence/:export": "not sent",
  // The world has no file: tests/routes/outside-files.test.ts has, and tries another's.
  "GET /records/elsewhere/:certificate/file/:file": "not sent",
};

/** A form with a file, which these probes cannot carry: it is refused as a form, for everybody alike. */
export const carriesFile = new Set(["POST /records/elsewhere/:certificate (add-file)"]);

/** The thing itself, with a form that would do what it says. */
export function probeOf(line: Line, world: AccessWorld): Probe {
  const intent: Fields = line.intent ? { intent: line.intent } : {};
  const fields = line.method === "POST" ? { ...intent, ...forms[line.where]?.(world) } : undefined;
  return { address: addressOf(line, world), fields };
}

/** The same for who may, so that nothing changes; undefined where no such form is to be had. */
export function harmlessProbeOf(line: Line, world: AccessWorld): Probe | undefined {
  const without = harmless[line.where];
  if (without === "not sent") return undefined;
  const { address, fields } = probeOf(line, world);
  if (!fields) return { address, fields };
  const intent: Fields = line.intent ? { intent: line.intent } : {};
  return { address, fields: without ? { ...intent, ...without(world) } : { ...fields, "x-probe": "1" } };
}

/** Whose thing it is: the actor who first looks at it in the site's ledger. */
export function ownerOf({ route }: Line): string {
  const visit = ledger.find((entry) => entry.route === route)?.visits.find(({ post }) => !post);
  return visit?.as ?? (route.startsWith("records/") ? "therapist2" : "therapist");
}

/**
 * The same with ids that name nothing: of the thing where there is one, else of the course, else another address. With
 * it, what turns the ids in its answer back into those that were asked for.
 */
export function randomised(
  { route }: Line,
  { address, fields }: Probe,
  world: AccessWorld,
): Probe & { back(text: string): string } {
  const said = `${address} ${Object.values(fields ?? {}).join(" ")}`;
  const things = thingsIn(world).filter((id) => said.includes(id));
  const segments = address.replace(/\?.*/, "").split("/").slice(1);
  const named = route
    .split("/")
    .flatMap((name, at) => (/^:(token|file|export|import)$/.test(name) ? (segments[at] ?? []) : []));
  const places = [world.course.id, ...named];
  const ids = things.length > 0 ? things : places.filter((id) => said.includes(id));
  if (ids.length === 0) {
    // A file that is not there says so in a line of text, and a page as a page.
    const isFile = ledger.find((entry) => entry.route === route)?.isFile === true;
    const nowhere = `${isFile ? "/author/preview/nothing/media" : ""}/nothing-${randomBytes(6).toString("hex")}`;
    return { address: nowhere, fields, back: (text) => text.replaceAll(nowhere, address) };
  }
  const pairs = ids.map((id) => [id, randomLike(id)] as const);
  const put = (text: string) => pairs.reduce((sum, [id, other]) => sum.replaceAll(id, other), text);
  const back = (text: string) => pairs.reduce((sum, [id, other]) => sum.replaceAll(other, id), text);
  const changed = fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, put(value)]));
  return { address: put(address), fields: changed, back };
}

export function send(world: AccessWorld, { address, fields }: Probe, { cookie }: Visitor): Promise<Answer> {
  return fields ? post(world.origin, address, fields, cookie) : visit(world.origin, address, cookie);
}

/** Every id that names one thing of somebody, the longest first. */
function thingsIn({
  openAttempt,
  submittedAttempt,
  record,
  outside,
  text,
  share,
  team,
  ...world
}: AccessWorld): string[] {
  const { requests, person, ids, assigned } = world;
  const own = [openAttempt, submittedAttempt, record, outside, text, share, team];
  return [
    ...own,
    ...Object.values(requests),
    ...Object.values(person),
    ...Object.values(ids),
    assigned.assignment,
  ].filter(Boolean);
}

function randomLike(id: string): string {
  return id.replace(/[0-9a-z]/gi, () => "0123456789abcdef"[Math.floor(Math.random() * 16)] ?? "0");
}

function addressOf({ route }: { route: string }, world: AccessWorld): string {
  if (route === "credentials/keys/:key") return world.credential.key;
  if (route === "credentials/achievement/:achievement") return world.credential.achievement;
  const entry = ledger.find((entry) => entry.route === route);
  const looked = entry?.address ?? entry?.visits.find(({ post }) => !post)?.address;
  if (looked) return looked(world);
  if (route.endsWith("/read")) return `${addressOf({ route: route.replace(/\/read$/, "") }, world)}/read`;
  if (route.endsWith("/answer")) return `/learn/${world.course.id}/attempt/${world.openAttempt}/answer`;
  if (route === "*") return "/nothing-here";
  return `/${route}`;
}
