import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireMay } from "#app/auth.server.ts";
import { linksAsCsv } from "#app/components/admin/people-import-csv.ts";
import { encodeTable } from "#app/domain/people-import/encoding.ts";
import { mintImportLinks } from "#app/domain/people-import/links.ts";
import { findImport } from "#app/domain/people-import.ts";
import { field } from "#app/fields.ts";
import { csvAnswer, notFound, orNotFound, readForm } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

const form = z.object({ key: field.key });

/** Looking makes no links. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireMay(request, "import people");
  throw notFound();
}

/**
 * The links of an import's invitations, made anew, as a file; of a route without a page, since a page's form is answered
 * with a page. With a mail server the mail's own links would be void, so there are none to download.
 */
export async function action({ request, params: { import: importId = "" } }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "import people");
  const { url, mail } = settings();
  const read = await readForm(request, form);
  const { key } = orNotFound("values" in read && !mail ? read.values : undefined);
  const { delimiter, encoding } = orNotFound(await findImport(db, importId)).written;
  const links = await mintImportLinks(db, { actor, importId, key, now: now() });
  return csvAnswer("links.csv", encodeTable(linksAsCsv(links, { url, delimiter }), encoding));
}
