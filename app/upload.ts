import type { ZodObject, ZodRawShape, z } from "zod";
import { type Refused, readForm } from "./http.ts";
import { forms } from "./messages/forms.ts";

/**
 * The one file of a form that sends one, under this field, beside the hidden field `intent`. Refused with a sentence:
 * none chosen, one over so many bytes, anything else in the form. The file's own name and type are not looked at.
 */
export async function readUpload(
  request: Request,
  { field, most, tooLarge }: { field: string; most: number; tooLarge: string },
): Promise<{ bytes: Buffer } | Refused> {
  const refused = (errors: Record<string, string>) => ({ errors, typed: {} });
  const form = await formOf(request);
  if (!form || [...form.keys()].some((name) => name !== field && name !== "intent")) {
    return refused({ form: forms.notAForm });
  }
  const [file, another] = form.getAll(field);
  if (another !== undefined) return refused({ [field]: forms.repeated });
  if (!(file instanceof Blob) || file.size === 0) return refused({ [field]: forms.noFileChosen });
  if (file.size > most) return refused({ [field]: tooLarge });
  return { bytes: Buffer.from(await file.arrayBuffer()) };
}

/**
 * A form with a file that may be left out: its other fields by their schema, and the file's bytes. Refused like any form,
 * and for a file of more than so many bytes, which is said beside its field; what was typed stands again.
 */
export async function readFormWithFile<Shape extends ZodRawShape>(
  request: Request,
  schema: ZodObject<Shape>,
  { field, most, tooLarge }: { field: string; most: number; tooLarge: string },
): Promise<{ values: z.output<ZodObject<Shape>>; file: Buffer | null } | Refused> {
  if (!carriesFile(request)) {
    const read = await readForm(request, schema);
    return "errors" in read ? read : { ...read, file: null };
  }
  const form = await formOf(request);
  if (!form) return { errors: { form: forms.notAForm }, typed: {} };
  const typed = new URLSearchParams();
  for (const [name, value] of form) if (name !== field && typeof value === "string") typed.append(name, value);
  const read = await readForm(new Request(request.url, { method: "POST", body: typed }), schema);
  const files = form.getAll(field).filter((file) => file instanceof Blob && file.size > 0);
  const others = [...form].some(([name, value]) => (name === field) === (typeof value === "string"));
  const wrong = others ? forms.notAForm : files.length > 1 ? forms.repeated : undefined;
  const [file] = files;
  const refusal = wrong ?? (file instanceof Blob && file.size > most ? tooLarge : undefined);
  if ("errors" in read) return refusal ? { ...read, errors: { ...read.errors, [field]: refusal } } : read;
  if (refusal) return { errors: { [field]: refusal }, typed: typedIn(typed) };
  return { ...read, file: file instanceof Blob ? Buffer.from(await file.arrayBuffer()) : null };
}

function typedIn(fields: URLSearchParams): Refused["typed"] {
  return Object.fromEntries(fields);
}

/** Whether a form carries a file. */
export function carriesFile(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers.get("Content-Type") ?? "");
}

async function formOf(request: Request): Promise<FormData | undefined> {
  try {
    return await request.formData();
  } catch {
    return undefined;
  }
}
