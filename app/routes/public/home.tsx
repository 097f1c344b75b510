import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { findVisitor } from "#app/auth.server.ts";
import { neverCached } from "#app/http.ts";

/** The way in: to one's learning, or to signing in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const to = (await findVisitor(request)) ? "/learn" : "/sign-in";
  throw redirect(to, { status: 303, headers: neverCached });
}

export default function Home() {
  return null;
}
