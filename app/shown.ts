import { useLoaderData } from "@remix-run/react";

/** What a page shows, where its loader answers null for a page that the browser holds already and that is not made. */
export function useShown<Loader>() {
  const shown = useLoaderData<Loader>();
  if (shown === null) throw new Error("A page was made that the browser holds.");
  return shown;
}
