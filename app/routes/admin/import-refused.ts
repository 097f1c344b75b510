import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMay } from "#app/auth.server.ts";
import { refusedAsCsv } from "#app/components/admin/people-import-csv.ts";
import { encodeTable } from "#app/domain/people-import/encoding.ts";
import { listRefusedLines } from "#app/domain/people-import/kept-rows.ts";
import { csvAnswer, orNotFound } from "#app/http.ts";
import { db } from "#db/db.server.ts";

/** The lines of a file that cannot be taken, with the reason beside each, to be mended and sent again. */
export async function loader({ request, params: { import: importId = "" } }: LoaderFunctionArgs) {
  await requireMay(request, "import people");
  const refused = orNotFound(await listRefusedLines(db, { importId }));
  return csvAnswer("list-to-mend.csv", encodeTable(refusedAsCsv(refused), refused.written.encoding));
}
