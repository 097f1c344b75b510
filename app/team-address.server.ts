import { z } from "zod";
import { field } from "./fields.ts";
import { notFound } from "./http.ts";

/** A page of a list, counted from 1; far more than there are. */
export const pageNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .default("1")
  .transform(Number);

/** An id to filter by, or "" for all. */
export const chosenId = field.id.or(z.literal("")).default("");

/** What a page's address asks for, by its schema. Text that is no such thing is the page that is not there. */
export function readAddress<Shape extends z.ZodRawShape>(request: Request, wanted: z.ZodObject<Shape>) {
  const { searchParams } = new URL(request.url);
  const said = Object.keys(wanted.shape).flatMap((name) => {
    const [value, ...more] = searchParams.getAll(name);
    if (more.length > 0) throw notFound();
    return value === undefined ? [] : [[name, value]];
  });
  const read = wanted.safeParse(Object.fromEntries(said));
  if (!read.success) throw notFound();
  return read.data;
}
