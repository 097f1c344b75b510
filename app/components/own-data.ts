import type { ExportedRows } from "#app/domain/personal-data/export.ts";
import { ownData as words } from "#app/messages/own-data.ts";

type Pages = AsyncIterable<ExportedRows>;

/** One's own data as one JSON text, in parts: every table by its name, every row by its columns. */
export async function* toJson(pages: Pages, madeAt: string): AsyncGenerator<string> {
  yield `{"format":1,"made_at":${JSON.stringify(madeAt)},"tables":{`;
  let before: string | undefined;
  let isFirst = true;
  for await (const { table, rows } of pages) {
    if (table !== before) {
      yield `${before === undefined ? "" : "],"}${JSON.stringify(table)}:[`;
      isFirst = true;
    }
    before = table;
    for (const row of rows) {
      yield `${isFirst ? "\n" : ",\n"}${JSON.stringify(row)}`;
      isFirst = false;
    }
  }
  yield before === undefined ? "}}\n" : "]}}\n";
}

/** The same to be read, as one page that needs nothing else; what holds no rows is left out. */
export async function* toHtml(pages: Pages, madeAt: string): AsyncGenerator<string> {
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${words.file.title}</title><style>${style}</style></head>`;
  yield `<body><h1>${words.file.title}</h1><p>${words.file.madeAt(inWords(madeAt))}</p><p>${words.file.lead}</p>`;
  let open: string | undefined;
  for await (const { table, columns, rows } of pages) {
    if (rows.length === 0) continue;
    if (table !== open) {
      if (open !== undefined) yield "</table>";
      const heads = columns.map((column) => `<th scope="col">${words.columnOf(column)}</th>`);
      yield `<h2>${words.tableOf(table)}</h2><table><tr>${heads.join("")}</tr>`;
    }
    open = table;
    for (const row of rows) yield `<tr>${columns.map((column) => cell(column, row[column])).join("")}</tr>\n`;
  }
  yield `${open === undefined ? "" : "</table>"}</body></html>\n`;
}

const style =
  "body{font-family:system-ui,sans-serif;line-height:1.5;margin:2rem;max-width:70rem}table{border-collapse:collapse}" +
  "th,td{border:1px solid #888;padding:.3rem .6rem;text-align:start;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}";

function cell(column: string, value: unknown): string {
  if (column === "file" && typeof value === "string") {
    const base64 = Buffer.from(value, "base64url").toString("base64");
    return `<td><a download="certificate.pdf" href="data:application/pdf;base64,${base64}">${words.file.certificate}</a></td>`;
  }
  return `<td>${escaped(value === null || value === undefined ? words.file.none : inWords(String(value)))}</td>`;
}

/** A time as people write it; any other text as it is. */
function inWords(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d{3}Z$/, "$1 $2 UTC");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
