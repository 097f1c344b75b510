import { useLoaderData } from "@remix-run/react";
import { StatementPage } from "#app/components/ui/statement-page.tsx";
import { findPractice } from "#app/domain/practice.ts";
import { privacy } from "#app/messages/statements.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: privacy.title };

export async function loader() {
  const { contact } = await findPractice(db);
  return { contact };
}

export default function Privacy() {
  return <StatementPage statement={privacy} contact={useLoaderData<typeof loader>().contact} />;
}
