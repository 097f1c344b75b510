import { z } from "zod";
import { field } from "./fields.ts";
import { accommodation, reviewing } from "./messages/admin.ts";

/** The forms of one person's page, each known by its intent. */
export const roleChange = z.object({ intent: z.enum(["grant", "end"]), role: field.role });
export const reviewDay = z.object({
  intent: z.literal("review"),
  day: z.string().trim().min(1, reviewing.noDay).max(20),
});
export const reviewEnd = z.object({ intent: z.literal("end-review") });
export const resetLink = z.object({ intent: z.literal("reset"), key: field.key });
export const suspension = z.object({ intent: z.literal("suspend"), reason: field.reason });
export const signingOut = z.object({ intent: z.literal("sign-out") });
export const restoration = z.object({ intent: z.literal("restore") });

export const accommodating = z.object({
  intent: z.literal("accommodate"),
  key: field.key,
  place: z.string(accommodation.placeUnknown).regex(/^[\w-]{1,64}(\/[\w-]{1,64})?$/, accommodation.placeUnknown),
  attempts: z
    .string()
    .trim()
    .regex(/^([1-9]|1\d|20)$/, accommodation.attemptsUnlike),
  why: field.reason.min(1, accommodation.reasonMissing),
});
