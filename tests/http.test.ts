import { expect, test } from "vitest";
import { z } from "zod";
import { conditional, formKey, notFound, orNotFound, ownPath, readForm } from "#app/http.ts";

const schema = z.object({
  name: z.string().min(1, "Say what you are called."),
  password: z.string().optional(),
  choice: z.array(z.string()).default([]),
});

test("a form is read by its schema", async () => {
  expect(await read("name=Ada&choice=a&choice=b")).toEqual({ values: { name: "Ada", choice: ["a", "b"] } });
  expect(await read("name=Ada&choice=a")).toEqual({ values: { name: "Ada", choice: ["a"] } });
  expect(await read("name=Ada")).toEqual({ values: { name: "Ada", choice: [] } });
});

test("what was typed stands again beside what is wrong with it, but never a password", async () => {
  const refused = await read("name=&password=secret&choice=a&choice=b");
  expect(refused).toEqual({ errors: { name: "Say what you are called." }, typed: { name: "", choice: ["a", "b"] } });
});

test.each([
  "role=administrator",
  "name.role=a",
  "__proto__=a",
  "constructor=a",
  "name[]=a",
  "toString=a",
])("a form with the field %s is refused whole", async (field) => {
  const refused = await read(`name=Ada&${field}`);
  expect(refused).toHaveProperty("errors.form");
  expect(Object.getPrototypeOf({})).not.toHaveProperty("a");
});

test("a value that is sent twice where one is wanted is refused", async () => {
  expect(await read("name=Ada&name=Bo")).toMatchObject({ errors: { name: expect.stringContaining("more than once") } });
});

test("a file, JSON and a body without a kind are not forms", async () => {
  const upload = new FormData();
  upload.set("name", new File(["x"], "x.txt"));
  expect(await readForm(post(upload), schema)).toEqual({ errors: { form: "This form takes no files." }, typed: {} });
  expect(await readForm(post('{"name":"Ada"}', "application/json"), schema)).toHaveProperty("errors.form");
  expect(await readForm(post("name=Ada", "text/plain"), schema)).toHaveProperty("errors.form");
});

test("a form is read no further than a form can be long", async () => {
  expect(await read(`name=${"a".repeat(300_000)}`)).toEqual({
    errors: { form: expect.stringContaining("too long") },
    typed: {},
  });
});

test("line ends are one character, whatever browser sent them", async () => {
  expect(await read("name=a%0D%0Ab")).toEqual({ values: { name: "a\nb", choice: [] } });
});

test.each(["/learn", "/learn/abc?item=2", "/admin/people?after=1", "/"])("%s is an address to go to", (to) => {
  expect(ownPath(to, "/otherwise")).toBe(to);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/%0d%0aSet-Cookie:a=b",
  "/learn\r\nX: y",
  "/\t/evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%5cevil.example",
  "/%2f%2fevil.example",
  "learn",
  "",
  null,
  undefined,
  `/${"a".repeat(600)}`,
])("%s is not", (to) => {
  expect(ownPath(to, "/otherwise")).toBe("/otherwise");
});

test("a page asks about what it shows, and is answered by everything it is made of", () => {
  const request = new Request("http://localhost/learn");
  const { headers, status } = conditional({ request, parts: ["release", 1] });
  expect(status).toBe(200);
  const asking = new Request("http://localhost/learn", { headers: { "If-None-Match": `W/"other", ${headers.ETag}` } });
  expect(conditional({ request: asking, parts: ["release", 1] }).status).toBe(304);
  expect(conditional({ request: asking, parts: ["release", 2] }).status).toBe(200);
  expect(headers["Cache-Control"]).toBe("private, no-cache");
});

test("what is not there and what is not yours are one answer", () => {
  const missing = () => orNotFound(undefined);
  expect(missing).toThrow();
  expect(notFound().status).toBe(404);
  expect(orNotFound(0)).toBe(0);
});

test("every form has a key of its own", () => {
  expect(formKey()).toMatch(/^[\w-]{43}$/);
  expect(formKey()).not.toBe(formKey());
});

function read(body: string) {
  return readForm(post(body, "application/x-www-form-urlencoded"), schema);
}

function post(body: BodyInit, type?: string) {
  return new Request("http://localhost/form", { method: "POST", body, headers: type ? { "Content-Type": type } : {} });
}
