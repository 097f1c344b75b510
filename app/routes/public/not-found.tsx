import { notFound } from "#app/http.ts";

/** Every address that is not on the site map. */
export function loader() {
  throw notFound();
}

/** A write to nowhere is nowhere too. */
export function action() {
  throw notFound();
}

export default function NotFound() {
  return null;
}
