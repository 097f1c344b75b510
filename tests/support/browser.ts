import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

/** Nothing that would reach another host, or wait for a display. */
const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** How to start a browser: the one in CHROMIUM_PATH, else Playwright's own, else the system's; undefined without one. */
export function findBrowser(): LaunchOptions | undefined {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return existsSync(chosen) ? { executablePath: chosen, args } : undefined;
  if (existsSync(chromium.executablePath())) return { args };
  const executablePath = usual.find((path) => existsSync(path));
  return executablePath ? { executablePath, args } : undefined;
}
