import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const everyTest = {
  setupFiles: "tests/support/every-test.ts",
  testTimeout: 40_000,
  hookTimeout: 30_000,
};
const routes = "tests/routes/**/*.test.{ts,tsx}";

/** Tests of routes take the app's one database, so the whole of them runs once for each engine. */
export default defineConfig({
  test: {
    pool: "forks",
    // Many tests wait for a database or a server in another process: one worker more than cores leaves none idle.
    maxWorkers: availableParallelism() + 1,
    globalSetup: "tests/support/postgres-for-the-run.ts",
    projects: [
      {
        test: {
          ...everyTest,
          // Files of one worker share their modules, since making them anew for each was a third of the run: a test
          // leaves nothing behind in a module.
          isolate: false,
          name: "rules",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [routes, "tests/journeys/**"],
        },
      },
      { test: { ...everyTest, name: "routes-sqlite", include: [routes], env: { ATTUNE_TEST_ENGINE: "sqlite" } } },
      { test: { ...everyTest, name: "routes-postgres", include: [routes], env: { ATTUNE_TEST_ENGINE: "postgres" } } },
    ],
  },
});
