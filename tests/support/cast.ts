import type { PersonActor, Role } from "#app/domain/actor.ts";
import type { Compiled, Release } from "#app/domain/course.ts";
import { type Enrolment, enrol } from "#app/domain/enrolment.ts";
import { addPerson as addSomebody } from "#app/domain/person.ts";
import { findRelease, publishRelease } from "#app/domain/release.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { smallRelease } from "./course.ts";

/** The morning on which every test happens, unless it says otherwise. */
export const morning = new Date("2026-03-02T09:00:00.000Z");

/** A time after `morning`. */
export function later({ minutes }: { minutes: number }): Date {
  return new Date(morning.getTime() + minutes * 60_000);
}

/** Adds an active person without a password, who therefore cannot sign in; returns who that is as an actor. */
export async function addPerson(db: Db, name = "Ada Okafor", roles: Role[] = []): Promise<PersonActor> {
  const email = `${name.split(" ")[0]}.${newId()}@practice.example`;
  const { id } = await addSomebody(db, { name, email, now: morning });
  for (const role of roles) await giveRole(db, id, role);
  return { kind: "person", id, roles };
}

/** Gives a role without a word in the audit trail; a reviewer's for two months. */
export async function giveRole(db: Db, personId: string, role: Role): Promise<void> {
  const grant = {
    id: newId(),
    person_id: personId,
    role,
    course_id: null,
    started_at: morning.toISOString(),
    ended_at: null,
    until: role === "reviewer" ? later({ minutes: 60 * 24 * 60 }).toISOString() : null,
  };
  await db.insertInto("role_grant").values(grant).execute();
}

/** Publishes a compiled course as it stands, under a hash made of its text; the small course unless another is given. */
export async function publishSmall(db: Db, compiled: Compiled = smallRelease()): Promise<Release> {
  const text = JSON.stringify(compiled);
  const hash = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(text))).toString("hex");
  const published = await publishRelease(db, {
    compiled,
    sources: { "course.md": text },
    hash,
    publishedBy: "start",
    now: morning,
  });
  if ("refused" in published) throw new Error(`The course was not published: ${published.refused}.`);
  return findRelease(db, published.release);
}

export interface Learner {
  actor: PersonActor;
  enrolment: Enrolment;
  release: Release;
}

/** A person who is enrolled in the small course, or in the release given. */
export async function addLearner(
  db: Db,
  { name, release }: { name?: string; release?: Release } = {},
): Promise<Learner> {
  const published = release ?? (await publishSmall(db));
  const actor = await addPerson(db, name);
  const enrolled = await enrol(db, { personId: actor.id, courseId: published.courseId, now: morning });
  if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
  return { actor, enrolment: enrolled.enrolment, release: published };
}
