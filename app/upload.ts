import type { Refused } from "./http.ts";
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
