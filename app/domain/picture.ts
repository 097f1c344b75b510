import { createHash } from "node:crypto";
import type { Db } from "#db/open.ts";
import type { Element, Node } from "./course/text.ts";
import type { Block, Course, Module, Release } from "./course.ts";
import type { Progress } from "./progress.ts";

/** A picture of a course, as it is sent. */
export interface Picture {
  /** SHA-256 of its bytes, as hexadecimal. */
  hash: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A picture of a course for its learner: only one that stands in a module open to them; undefined for any other, like
 * one that is not there. One query for a picture that this process has not sent lately, else none.
 */
export async function findPicture(
  db: Db,
  { release, progress, hash }: { release: Release; progress: Progress; hash: string },
): Promise<Picture | undefined> {
  const open = progress.modules.filter(({ state }) => state !== "locked").map(({ module }) => module);
  const type = typeIn(open, hash);
  if (type === undefined) return undefined;
  const bytes = sent.get(hash) ?? bytesIn(await findSources(db, release.id), hash);
  if (!bytes) throw new Error(`Release ${release.id} shows a picture that it does not hold.`);
  remember(hash, bytes);
  return { hash, type, bytes };
}

/** A picture of a course that is not published, from its files: for authors, never for a learner. */
export function pictureIn(
  { modules }: Course,
  { sources, hash }: { sources: Record<string, Uint8Array | string>; hash: string },
): Picture | undefined {
  const type = typeIn(modules, hash);
  const bytes = type && bytesIn(sources, hash);
  return type && bytes ? { hash, type, bytes } : undefined;
}

/** The kind of a picture, if it stands in these modules. */
function typeIn(modules: Module[], hash: string): string | undefined {
  for (const { opening, lessons } of modules) {
    for (const blocks of [opening, ...lessons.map(({ body }) => body)]) {
      const figure = figuresIn(blocks).find(({ attributes }) => attributes?.media === hash);
      if (figure) return String(figure.attributes?.type);
    }
  }
  return undefined;
}

/** A figure stands in a text directly (app/content/tags/figure.ts). */
function figuresIn(blocks: Block[]): Element[] {
  const nodes = blocks.flatMap((block): Node[] => (block.kind === "static" ? block.nodes : []));
  return nodes.filter((node) => typeof node === "object").filter(({ name }) => name === "figure");
}

async function findSources(db: Db, releaseId: string): Promise<Record<string, Uint8Array | string>> {
  const row = await db
    .selectFrom("course_release")
    .select("sources")
    .where("id", "=", releaseId)
    .executeTakeFirstOrThrow();
  const kept: Record<string, string | { base64url: string }> = JSON.parse(row.sources);
  const read = Object.entries(kept).map(([path, source]) => [
    path,
    typeof source === "string" || !path.startsWith("media/") ? "" : Buffer.from(source.base64url, "base64url"),
  ]);
  return Object.fromEntries(read);
}

function bytesIn(sources: Record<string, Uint8Array | string>, hash: string): Picture["bytes"] | undefined {
  for (const [path, source] of Object.entries(sources)) {
    if (!path.startsWith("media/") || typeof source === "string") continue;
    if (createHash("sha256").update(source).digest("hex") === hash) return new Uint8Array(source);
  }
  return undefined;
}

/** Pictures by content hash, those sent last at the end; together at most 16 MB. */
const sent = new Map<string, Picture["bytes"]>();
const mostKept = 16_000_000;

function remember(hash: string, bytes: Picture["bytes"]): void {
  sent.delete(hash);
  sent.set(hash, bytes);
  let size = [...sent.values()].reduce((total, { length }) => total + length, 0);
  for (const [oldest, { length }] of sent) {
    if (size <= mostKept) return;
    sent.delete(oldest);
    size -= length;
  }
}
