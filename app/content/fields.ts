import { z } from "zod";

/** One line or paragraph of plain text. */
export const text = z.string().trim().min(1);

/** Eight of a-z and 0-9; a missing one is a fault of its own, which `--write-ids` mends. */
export const id = z.string().optional();

export const isoDate = z.iso.date();

/** A date, or `none` where it was not done. */
export const reviewDate = orNone(isoDate);

/** A value or the word `none`, which is kept as null; `none` unless said. */
export function orNone<Value extends z.ZodType>(value: Value) {
  return z
    .union([z.literal("none"), value])
    .default("none")
    .transform((written) => (written === "none" ? null : written));
}
