import { useLoaderData } from "@remix-run/react";
import { StatementPage } from "#app/components/ui/statement-page.tsx";
import { findPractice } from "#app/domain/practice.ts";
import { accessibility } from "#app/messages/statements.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: accessibility.title };

export async function loader() {
  const { contact } = await findPractice(db);
  return { contact };
}

export default function Accessibility() {
  return <StatementPage statement={accessibility} contact={useLoaderData<typeof loader>().contact} />;
}
