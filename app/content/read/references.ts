import { z } from "zod";
import { type Fault, type FaultId, faultAt, type Place } from "#app/content/faults.ts";
import { faultInPlain } from "./plain.ts";
import { stringsIn } from "./shape.ts";
import { placeAt, readSource } from "./source.ts";
import { readYaml } from "./yaml.ts";

const name = z.union([
  z.looseObject({ family: z.string().min(1), given: z.string().optional() }),
  z.looseObject({ literal: z.string().min(1) }),
]);

const words = z.union([z.string(), z.number()]).transform(String);

/** An entry of CSL-JSON: what the formatter prints; other variables that Zotero exports are let by. */
const entry = z.looseObject({
  id: words,
  type: z.string().min(1),
  title: z.string().trim().min(1),
  author: z.array(name).default([]),
  issued: z.looseObject({ "date-parts": z.array(z.array(words)).optional(), circa: z.unknown().optional() }).optional(),
  "container-title": z.string().optional(),
  publisher: z.string().optional(),
  volume: words.optional(),
  issue: words.optional(),
  page: words.optional(),
  number: words.optional(),
  genre: z.string().optional(),
  DOI: z.string().optional(),
  PMCID: z.string().optional(),
  URL: z.string().optional(),
  note: z.string().optional(),
});

export type CslEntry = z.output<typeof entry>;

/** An entry with where it begins. */
export interface WrittenReference {
  entry: CslEntry;
  place: Place;
}

/** Reads references.json; entries with faults are left out. */
export function readReferences(
  path: string,
  content: Uint8Array | string,
): {
  entries: WrittenReference[];
  faults: Fault[];
} {
  const read = readSource(path, content);
  if ("fault" in read) return { entries: [], faults: [read.fault] };
  const { source } = read;
  // YAML holds all of JSON, and its reader knows where each entry stands.
  const yaml = readYaml(source.text);
  const fault = (offset: number, id: FaultId, message: string) => faultAt(placeAt(source, offset), id, message);
  if ("fault" in yaml) return { entries: [], faults: [fault(yaml.offset, "reference-invalid", yaml.fault)] };
  if (!isJson(source.text)) return { entries: [], faults: [fault(0, "reference-invalid", "is not JSON")] };
  if (!Array.isArray(yaml.value)) return { entries: [], faults: [fault(0, "reference-invalid", "is not a list")] };

  const entries: WrittenReference[] = [];
  const faults: Fault[] = [];
  for (const [at, value] of yaml.value.entries()) {
    const shape = entry.safeParse(value);
    const offset = yaml.valueAt([at]);
    const [found] = [...stringsIn(value, [])].flatMap(({ words }) => faultInPlain(words) ?? []);
    if (found) faults.push(fault(offset, found.id, `entry ${at + 1}: ${found.message}`));
    else if (!shape.success) {
      const [issue] = shape.error.issues;
      faults.push(
        fault(
          offset,
          "reference-invalid",
          `entry ${at + 1}: "${issue?.path.join(".") ?? ""}" is missing or not as CSL-JSON has it`,
        ),
      );
    } else if (entries.some(({ entry }) => entry.id === shape.data.id)) {
      faults.push(fault(offset, "id-repeated", `"${shape.data.id}" is the id of an earlier reference`));
    } else entries.push({ entry: shape.data, place: placeAt(source, offset) });
  }
  return { entries, faults };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
