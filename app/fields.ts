import { z } from "zod";
import { grantableRoles } from "./domain/role.ts";
import { emailSpelling, visibleText } from "./domain/spelling.ts";
import { fields as say } from "./messages/fields.ts";

export { visibleText };

/** One line of text in which something can be read, cut of blanks at its ends. */
function line(most: number, empty: string) {
  return z
    .string()
    .trim()
    .min(1, empty)
    .max(most, say.tooLong)
    .regex(visibleText, say.oneLine)
    .regex(/[\p{L}\p{N}]/u, empty);
}

/** Several lines of text, or none, cut of blanks at the ends. */
function lines(most: number) {
  return z
    .string()
    .trim()
    .max(most, say.tooLong)
    .regex(/^(?:\P{C}|[\n\t\u200c\u200d])*$/u, say.unseen)
    .default("");
}

/** The kinds of fields that several forms ask for. A password is taken as it is: what is wrong with it is a rule. */
export const field = {
  name: line(200, say.nameMissing),
  team: line(100, say.teamMissing),
  practice: line(200, say.practiceMissing),
  contact: line(300, say.contactMissing),
  email: z.string().trim().min(1, say.emailMissing).max(254, say.tooLong).regex(emailSpelling, say.emailUnlike),
  /** What somebody works as, or nothing. */
  profession: z.string().trim().max(100, say.tooLong).regex(visibleText, say.oneLine).default(""),
  /**
   * What letters show as their sender, or nothing. Mail programs show it in place of the address, so that it must not
   * look like somebody else's; also not with the wide signs.
   */
  sender: z
    .string()
    .trim()
    .max(100, say.tooLong)
    .regex(visibleText, say.oneLine)
    .regex(/^[^@<>\uff20\ufe6b\uff1c\uff1e]*$/u, say.senderLikeAddress)
    .default(""),
  /** An address, or nothing. */
  emailIfAny: z
    .string()
    .trim()
    .max(254, say.tooLong)
    .refine((value) => value === "" || emailSpelling.test(value), say.emailUnlike)
    .default(""),
  password: z.string().min(1, say.passwordMissing).max(4_000, say.tooLong),
  zone: z.string().max(100, say.tooLong),
  role: z.enum(grantableRoles, say.roleUnknown),
  line,
  lines,
  reason: z.string().trim().max(500, say.tooLong),
  /** From formKey(). */
  key: z.string().regex(/^[\w-]{43}$/, say.formStale),
  id: z.string().regex(/^[\w-]{1,64}$/, say.formStale),
  version: z.coerce.number().int().min(1).max(1e9),
};
