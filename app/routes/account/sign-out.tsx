import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requirePerson, signOut } from "#app/auth.server.ts";
import { notFound } from "#app/http.ts";

/** There is nothing to look at here; a link or a picture that leads here ends nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request);
  throw notFound();
}

/** Ends this browser's session, if there still is one, and takes from the browser what it kept of us. */
export async function action({ request }: ActionFunctionArgs) {
  throw redirect("/sign-in?done=out", { status: 303, headers: await signOut(request) });
}

export default function SignOut() {
  return null;
}
