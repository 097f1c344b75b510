import { expect, test, vi } from "vitest";
import { logError } from "#app/platform/log.ts";

function logged(error: unknown, during = "GET /learn"): string {
  logError(error, during);
  const words = vi.mocked(console.error).mock.calls.flat().join("\n");
  vi.mocked(console.error).mockClear();
  return words;
}

test("an error is logged with its kind, its code and its place, and not with what it quotes", () => {
  const error = Object.assign(new Error('invalid input: "a canary\n    at a learner wrote it'), { code: "22P02" });
  const words = logged(error);
  expect(words).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z error during GET \/learn: Error 22P02\n/);
  expect(words).toContain("log.test.ts");
  expect(words).not.toContain("canary");
});

test("what JSON, addresses and thrown texts quote is not logged", () => {
  for (const provoke of [() => JSON.parse("canary words"), () => new URL("canary words")]) {
    try {
      provoke();
    } catch (error) {
      expect(logged(error)).not.toContain("canary");
    }
  }
  expect(logged("canary words")).toContain("a thrown string");
});

test("a slip of the code is logged in its own words", () => {
  const nothing: { name: string }[] = [];
  try {
    expect(Reflect.get(nothing, 0).name).toBe("");
  } catch (error) {
    expect(logged(error)).toContain("Cannot read properties of undefined");
  }
});

test("nobody writes a line of their own into the log", () => {
  expect(logged("x", "GET /learn\n2026 all is well\u001b[2J").split("\n")).toHaveLength(1);
});
