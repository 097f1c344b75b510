import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findVisitor } from "#app/auth.server.ts";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { findPractice } from "#app/domain/practice.ts";
import { hasAdministrator } from "#app/domain/role.ts";
import { neverCached, pageHeaders } from "#app/http.ts";
import { home } from "#app/messages/public.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Welcome" };
export const headers = pageHeaders;

/** Signed in, one's learning; signed out, how to come in. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (await findVisitor(request)) throw redirect("/learn", { status: 303, headers: neverCached });
  const { name } = await findPractice(db);
  return { practice: name, hasBegun: await hasAdministrator(db) };
}

export default function Home() {
  const { practice, hasBegun } = useLoaderData<typeof loader>();
  return (
    <PublicPage heading={home.heading} kicker={practice || undefined} lead={hasBegun ? home.invitedOnly : undefined}>
      {hasBegun ? (
        <ButtonLink to="/sign-in">{home.signIn}</ButtonLink>
      ) : (
        <Notice kind="attention" title={home.notBegun}>
          {home.howToBegin}
        </Notice>
      )}
    </PublicPage>
  );
}
