import { defineConfig } from "@playwright/test";
import { findBrowser } from "./tests/support/browser.ts";

/** Journeys through the built server; each test starts the server it wants (tests/support/server.ts). */
export default defineConfig({
  testDir: "tests/journeys",
  outputDir: "test-results/journeys",
  workers: 3,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: { launchOptions: findBrowser() ?? {}, serviceWorkers: "block" },
});
