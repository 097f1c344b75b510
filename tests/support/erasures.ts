import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { readList } from "#app/domain/erasure/list.ts";
import { type ErasureList, openErasureList } from "#app/platform/erasures.ts";

/** A list of erasures of the test's own, gone when it is over. */
export function freshList(): ErasureList {
  const folder = mkdtempSync(join(tmpdir(), "attune-erasures-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return openErasureList(folder);
}

/** What it says, oldest first. */
export function toldIn(list: ErasureList): { person: string; act: string }[] {
  return readList(list.read()).map(({ facts: { person, act } }) => ({ person, act }));
}
