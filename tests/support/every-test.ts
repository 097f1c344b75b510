import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { freshAddress } from "./database.ts";

/** Whatever a test does not expect on the error console is a fault of what it tests. */
const errors = vi.spyOn(console, "error");

beforeEach(() => {
  errors.mockReset();
  errors.mockImplementation(() => undefined);
});

afterEach(({ task }) => {
  if (task.result?.state === "fail" || errors.mock.calls.length === 0) return;
  throw new Error(`console.error was called: ${errors.mock.calls.map((words) => words.join(" ")).join("\n")}`);
});

/** What imports db.server gets a database, a key store and a folder of evidence of the test file's own, never the developer's. */
const own = await freshAddress(process.env.ATTUNE_TEST_ENGINE === "postgres" ? "postgres" : "sqlite");
process.env.DATABASE_URL = own.url;
const keys = mkdtempSync(join(tmpdir(), "attune-keys-"));
process.env.ATTUNE_KEYS = keys;
process.env.ATTUNE_EVIDENCE = join(keys, "evidence");
afterAll(async () => {
  await own.remove();
  rmSync(keys, { recursive: true, force: true });
});
