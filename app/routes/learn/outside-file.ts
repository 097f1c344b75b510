import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { findFile } from "#app/domain/outside-certificate/files.ts";
import { orNotFound, sentFileAnswer } from "#app/http.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

const names = { "application/pdf": "evidence.pdf", "image/png": "evidence.png", "image/jpeg": "evidence.jpg" };

/** One of the visitor's own files, to save; another's is not there. Its name is ours, whatever it was called. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const own = { personId: actor.id, certificateId: orNotFound(params.certificate), fileId: orNotFound(params.file) };
  const file = orNotFound(await findFile(db, { ...own, seals: keyStore() }));
  return sentFileAnswer(file, names[file.type]);
}
