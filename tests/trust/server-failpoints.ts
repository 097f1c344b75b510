/**
 * Loaded into a server by `node --import`: it dies, as in a power cut of the process, at the point that a file names.
 * Where it dies is told by what the server really does (a statement, a write, an answer), so that the program itself
 * holds nothing for this. Until the file is there, everything goes its way.
 */
import fs from "node:fs";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import BetterSqlite from "better-sqlite3";
import PDFDocument from "pdfkit";
import pg from "pg";
import type { ServerFailpoint } from "./server-killing.ts";

const file = process.env.FAILPOINT_FILE ?? "";

function dieAt(point: ServerFailpoint): void {
  if (!isArmed(point)) return;
  process.kill(process.pid, "SIGKILL");
  // Not every system ends a process within the call: nothing more is to be done meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function isArmed(point: ServerFailpoint): boolean {
  return fs.existsSync(file) && fs.readFileSync(file, "utf8") === point;
}

/** What a transaction has written that one of the points is about, by its connection. */
const written = new WeakMap<object, "record" | "certificate">();

const points = {
  record: { before: "before commit", after: "after commit" },
  certificate: { before: "before the PDF is kept", after: "after the PDF is kept" },
} as const;

/** Notes what a statement writes; dies around the commit of it. */
function around<T>(connection: object, text: string, run: () => T): T {
  if (/^insert into "completion_record"/.test(text)) written.set(connection, "record");
  if (/^insert into "certificate"/.test(text)) written.set(connection, "certificate");
  if (!/^(commit|rollback)/i.test(text)) return run();
  const what = written.get(connection);
  written.delete(connection);
  if (!what || !/^commit/i.test(text)) return run();
  dieAt(points[what].before);
  const done = run();
  if (!(done instanceof Promise)) dieAt(points[what].after);
  else done.then(() => dieAt(points[what].after)).catch(() => undefined);
  return done;
}

watchSqlite();
watchPostgres();
watchJournal();
watchAnswers();
watchDrawing();

function watchSqlite(): void {
  const probe = new BetterSqlite(":memory:");
  const statements = Object.getPrototypeOf(probe.prepare("select 1"));
  probe.close();
  for (const name of ["run", "all"]) {
    const plain: (...values: unknown[]) => unknown = statements[name];
    statements[name] = function (this: BetterSqlite.Statement, ...values: unknown[]) {
      return around(this.database, this.source, () => plain.apply(this, values));
    };
  }
}

function watchPostgres(): void {
  const clients: { query(...values: unknown[]): unknown } = pg.Client.prototype;
  const plain = clients.query;
  clients.query = function (this: object, ...values: unknown[]) {
    const [first] = values;
    const text = typeof first === "string" ? first : String(Object(first).text ?? "");
    return around(this, text, () => plain.apply(this, values));
  };
}

/** The journal's lines are written whole and then brought to the disk. */
function watchJournal(): void {
  const { writeSync, fsyncSync } = fs;
  const lines = new Map<number, string>();
  Object.assign(fs, {
    writeSync(handle: number, bytes: Buffer, ...more: [number?]) {
      const text = Buffer.isBuffer(bytes) ? bytes.toString() : "";
      if (text.includes('"kind":"issue"')) {
        if (isArmed("within the journal")) {
          writeSync(handle, bytes, 0, 30);
          dieAt("within the journal");
        }
        lines.set(handle, "issue");
      }
      if (text.includes('"checkpoint":"')) lines.set(handle, "checkpoint");
      return writeSync(handle, bytes, ...more);
    },
    fsyncSync(handle: number) {
      fsyncSync(handle);
      const line = lines.get(handle);
      lines.delete(handle);
      if (line === "issue") dieAt("after journal");
      if (line === "checkpoint") dieAt("after signature");
    },
  });
  syncBuiltinESMExports();
}

function watchAnswers(): void {
  const answers: { writeHead(...values: unknown[]): unknown } = http.ServerResponse.prototype;
  const plain = answers.writeHead;
  answers.writeHead = function (this: http.ServerResponse, ...values: unknown[]) {
    if (this.req.method === "POST" && this.req.url?.includes("/completion")) dieAt("before answer");
    return plain.apply(this, values);
  };
}

function watchDrawing(): void {
  const drawings: { addPage(...values: unknown[]): unknown } = PDFDocument.prototype;
  const plain = drawings.addPage;
  drawings.addPage = function (this: object, ...values: unknown[]) {
    const page = plain.apply(this, values);
    dieAt("during PDF");
    return page;
  };
}
