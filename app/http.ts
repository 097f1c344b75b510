import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createReadableStreamFromReadable, data, type HeadersArgs } from "@remix-run/node";
import { ZodArray, ZodDefault, type ZodError, type ZodObject, ZodOptional, type ZodRawShape, type z } from "zod";
import type { Picture } from "./domain/picture.ts";
import { forms } from "./messages/forms.ts";
import { newToken } from "./platform/chance.ts";
import { settings } from "./platform/settings.ts";
import { writeZip, type ZipFile } from "./platform/zip.ts";

/** A form is small: what is longer is not ours. In bytes. */
const largestForm = 256 * 1024;

/** What is wrong with a form, by field; the key `form` is for the whole. */
export type FormErrors = Record<string, string>;

/** What was typed, to stand again; never a password. */
export type Typed = Record<string, string | string[]>;

/** A form that was not taken, as a page shows it again. */
export interface Refused {
  errors: FormErrors;
  typed: Typed;
}

/** Narrows away a missing thing by answering the request with 404. */
export function orNotFound<T>(thing: T | undefined | null): T {
  if (thing === undefined || thing === null) throw notFound();
  return thing;
}

/** The one answer for what is not there and for what is not yours. */
export function notFound(): Response {
  return new Response("Not found", { status: 404, headers: neverCached });
}

/** For every signed-in page that says nothing else. */
export const neverCached = { "Cache-Control": "no-store" };

/**
 * How to answer with a page that the browser may keep and must ask about: an ETag over `parts`, everything that the
 * page shows, and over this run of the server, which has one build. 304 where the request names that very ETag: Remix
 * then neither renders the page nor sends a body (decision 22).
 */
export function conditional({ request, parts }: { request: Request; parts: readonly unknown[] }) {
  const run = settings().development ? newToken() : thisRun;
  const digest = createHash("sha256")
    .update(JSON.stringify([run, parts]))
    .digest("base64url")
    .slice(0, 22);
  const headers = { ETag: `W/"${digest}"`, "Cache-Control": "private, no-cache" };
  return { headers, status: isCurrent(request, headers.ETag) ? 304 : 200 };
}

/** A picture of a course, which its address names by its hash: the browser may keep it for good, and nobody between. */
export function pictureAnswer(request: Request, { hash, type, bytes }: Picture): Response {
  const etag = `"${hash}"`;
  const headers = { "Content-Type": type, ETag: etag, "Cache-Control": "private, max-age=31536000, immutable" };
  return isCurrent(request, etag) ? new Response(null, { status: 304, headers }) : new Response(bytes, { headers });
}

/** A PDF to save, under a name that says nothing of the topic. Never kept by the browser. */
export function pdfAnswer(pdf: Buffer, name: string): Response {
  const headers = { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${name}"` };
  return new Response(new Uint8Array(pdf), { headers: { ...neverCached, ...headers } });
}

/** A file that somebody sent, to save and never to be opened here: whatever it is, it runs nothing on our pages. */
export function sentFileAnswer({ type, bytes }: { type: string; bytes: Buffer }, name: string): Response {
  const headers = {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${name}"`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
  };
  return new Response(new Uint8Array(bytes), { headers: { ...neverCached, ...headers } });
}

/** A plain text to save, to the byte, under a name that says nothing of the topic. Never kept by the browser. */
export function textAnswer(text: string, name: string): Response {
  const disposition = `attachment; filename="${name}"`;
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Content-Disposition": disposition };
  return new Response(text, { headers: { ...neverCached, ...headers } });
}

/** Files as an archive to save, each sent as it is made. */
export function zipAnswer(name: string, files: AsyncIterable<ZipFile>): Response {
  const headers = { "Content-Type": "application/zip", "Content-Disposition": `attachment; filename="${name}"` };
  const body = createReadableStreamFromReadable(Readable.from(writeZip(files)));
  return new Response(body, { headers: { ...neverCached, ...headers } });
}

/** A page's headers: never kept, unless its loader or action says otherwise. For every route's `headers`. */
export function pageHeaders({ loaderHeaders, actionHeaders, errorHeaders }: HeadersArgs): Headers {
  const headers = new Headers(neverCached);
  for (const more of [loaderHeaders, actionHeaders, errorHeaders]) {
    for (const [name, value] of more ?? []) headers.set(name, value);
  }
  return headers;
}

const thisRun = newToken();

/** Whether the browser's copy is the page as it stands. */
function isCurrent(request: Request, etag: string): boolean {
  const held = request.headers.get("If-None-Match")?.split(",");
  return held?.some((one) => one.trim() === etag) === true;
}

/** A new key for a form that creates something: unguessable, and the same form sent twice carries the same. */
export function formKey(): string {
  return newToken();
}

/**
 * Reads a posted form by its schema. Refused with a sentence a field: an unknown field, a repeated one where the
 * schema wants one value, a file, a form that is too large. Each schema says its own messages; one that depends on a
 * field is made from the fields.
 */
export async function readForm<Shape extends ZodRawShape>(
  request: Request,
  wanted: ZodObject<Shape> | ((fields: Fields) => ZodObject<Shape>),
): Promise<{ values: z.output<ZodObject<Shape>> } | Refused> {
  const fields = await readFields(request);
  if (typeof fields === "string") return { errors: { form: fields }, typed: {} };
  const schema = typeof wanted === "function" ? wanted(fields) : wanted;
  const refusedFor = (errors: FormErrors) => ({ errors, typed: withoutPasswords(fields) });
  const unknown = [...fields.keys()].some((name) => !Object.hasOwn(schema.shape, name));
  if (unknown) return refusedFor({ form: forms.unknownField });
  const repeated = repeatedFields(fields, schema.shape);
  if (repeated.length > 0) return refusedFor(Object.fromEntries(repeated.map((name) => [name, forms.repeated])));
  // Where a schema says no sentence of its own.
  const error = ({ input }: { input?: unknown }) => (input === undefined ? forms.missing : forms.unfit);
  const read = schema.safeParse(toInput(fields, schema.shape), { error });
  return read.success ? { values: read.data } : refusedFor(firstErrors(read.error));
}

/** Which act of its page a form is: the field `intent`. The form itself stays to be read. */
export async function intentOf(request: Request): Promise<string | undefined> {
  const fields = await readFields(request.clone());
  return typeof fields === "string" ? undefined : fields.get("intent")?.[0];
}

/** Where a list goes on: the id in this parameter. Text that is no id is the page that is not there. */
export function cursorOf(request: Request, parameter: string): string | undefined {
  const cursor = new URL(request.url).searchParams.get(parameter);
  if (cursor !== null && !/^[\w-]{1,64}$/.test(cursor)) throw notFound();
  return cursor ?? undefined;
}

/** What is said of the act that led back to this page: by the parameter `done`, of the sentences this page has. */
export function noticeOf(request: Request, notices: Record<string, string>): string | undefined {
  const done = new URL(request.url).searchParams.get("done") ?? "";
  return Object.hasOwn(notices, done) ? notices[done] : undefined;
}

/** The form again, with what is wrong: 422 for what was typed, 409 for what has changed meanwhile, 429 for too often. */
export function refuse(refused: Refused, { status = 422, headers }: { status?: number; headers?: HeadersInit } = {}) {
  return data(refused, { status, headers: { ...neverCached, ...Object.fromEntries(new Headers(headers)) } });
}

/** A file that is made while it is sent, to be saved under a name that says no topic. Never kept by the browser. */
export function streamedFile(parts: AsyncIterable<string>, { name, type }: { name: string; type: string }): Response {
  const headers = { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` };
  const bytes = Readable.from(parts, { objectMode: true }).map((part: string) => Buffer.from(part));
  return new Response(createReadableStreamFromReadable(bytes), { headers: { ...neverCached, ...headers } });
}

/** A table as a file to be saved, under a name that says no topic. */
export function csvAnswer(name: string, text: string | { bytes: Uint8Array<ArrayBuffer>; charset: string }): Response {
  const { bytes, charset } = typeof text === "string" ? { bytes: text, charset: "utf-8" } : text;
  const type = { "Content-Type": `text/csv; charset=${charset}` };
  return new Response(bytes, {
    headers: { ...neverCached, ...type, "Content-Disposition": `attachment; filename="${name}"` },
  });
}

/** An answer to the script in a line of JSON, where the whole page would be too much. */
export function brief(line: Record<string, unknown>, status = 200): Response {
  return Response.json(line, { status, headers: neverCached });
}

/** An address of our own to go to, or `otherwise`: nothing that could lead to another host or break a header. */
export function ownPath(to: string | null | undefined, otherwise: string): string {
  if (!to || to.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to)) return otherwise;
  const here = "http://own.invalid";
  if (!URL.canParse(to, here)) return otherwise;
  const { origin, pathname, search } = new URL(to, here);
  if (origin !== here || pathname.startsWith("//") || /%(0|1|5c|2f%2f)/i.test(pathname + search)) return otherwise;
  return pathname + search;
}

type Fields = Map<string, string[]>;

async function readFields(request: Request): Promise<Fields | string> {
  const kind = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (kind === "multipart/form-data") return forms.noFiles;
  if (kind !== "application/x-www-form-urlencoded") return forms.notAForm;
  const text = await readText(request);
  if (text === undefined) return forms.tooLarge;
  // No database keeps this character in a text, and no keyboard types it.
  if (/%00|\0/.test(text)) return forms.notAForm;
  const fields: Fields = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    fields.set(name, [...(fields.get(name) ?? []), value.replaceAll("\r\n", "\n")]);
  }
  return fields;
}

/** The body as text; `undefined` once it is larger than a form may be, without reading on. */
async function readText(request: Request): Promise<string | undefined> {
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > largestForm) return undefined;
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function repeatedFields(fields: Fields, shape: ZodRawShape): string[] {
  return [...fields].filter(([name, values]) => values.length > 1 && !takesMany(shape[name])).map(([name]) => name);
}

function toInput(fields: Fields, shape: ZodRawShape): Record<string, unknown> {
  return Object.fromEntries([...fields].map(([name, values]) => [name, takesMany(shape[name]) ? values : values[0]]));
}

function takesMany(kind: unknown): boolean {
  if (kind instanceof ZodOptional || kind instanceof ZodDefault) return takesMany(kind.unwrap() satisfies unknown);
  return kind instanceof ZodArray;
}

/** The first message of each field, in the order of the fields. */
function firstErrors(error: ZodError): FormErrors {
  const errors: FormErrors = {};
  for (const { path, message } of error.issues) errors[String(path[0] ?? "form")] ??= message;
  return errors;
}

function withoutPasswords(fields: Fields): Typed {
  const shown = [...fields].filter(([name]) => !/password/i.test(name));
  return Object.fromEntries(shown.map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? "")]));
}
