import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type KeyStore, openKeyStore } from "#app/platform/keys.ts";

/** An empty folder for keys, gone when the test is over. */
export function keysFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "attune-keys-")), "keys");
  onTestFinished(() => rmSync(join(folder, ".."), { recursive: true, force: true }));
  return folder;
}

/** A key store of the test's own, or another handle on the folder of one. */
export function freshKeys(folder = keysFolder()): KeyStore {
  const keys = openKeyStore(folder);
  onTestFinished(() => keys.close());
  return keys;
}
