import { z } from "zod";

/** One key or attribute as the authors' reference prints it. */
export interface Row {
  name: string;
  type: string;
  fallback: string;
  says: string;
}

/**
 * Each key of a schema with what it may hold; the keys of a set within it as `outer.inner`, of a list's entries as
 * `outer[].inner`.
 */
export function rowsOf(schema: z.ZodObject): Row[] {
  const described = shapeOf.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  return rowsOfShape(described, "");
}

/** What is used of JSON Schema. */
interface Described {
  type?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  anyOf?: Described[];
  items?: Described;
  properties?: Record<string, Described>;
  additionalProperties?: Described | boolean;
  required?: string[];
}

const shapeOf: z.ZodType<Described> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    default: z.unknown().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    anyOf: z.array(shapeOf).optional(),
    items: shapeOf.optional(),
    properties: z.record(z.string(), shapeOf).optional(),
    additionalProperties: z.union([shapeOf, z.boolean()]).optional(),
    required: z.array(z.string()).optional(),
  }),
);

function rowsOfShape({ properties = {}, required = [] }: Described, prefix: string): Row[] {
  return Object.entries(properties).flatMap(([key, one]) => {
    const name = prefix + key;
    const says =
      one.description ??
      (key === "id" ? "eight of a-z and 0-9, written by `npm run check -- --write-ids`, never changed" : "");
    const row = { name, type: typeOf(one), fallback: fallbackOf(one, required.includes(key) || key === "id"), says };
    const inner = [one, ...(one.anyOf ?? [])];
    return [
      row,
      ...inner.flatMap((alternative) => rowsOfShape(alternative, `${name}.`)),
      ...inner.flatMap(({ items }) => (items ? rowsOfShape(items, `${name}[].`) : [])),
    ];
  });
}

function fallbackOf(one: Described, required: boolean): string {
  if ("default" in one) return `\`${typeof one.default === "string" ? one.default : JSON.stringify(one.default)}\``;
  return required ? "must be said" : "left out";
}

function typeOf(one: Described): string {
  if (one.anyOf) return one.anyOf.map(typeOf).join(" or ");
  if (one.const !== undefined) return `\`${String(one.const)}\``;
  if (one.enum) return one.enum.map((word) => `\`${String(word)}\``).join(" or ");
  if (one.format === "date") return "date, as `2026-01-31`";
  if (one.format === "uri") return "https address";
  if (one.type === "array") return `list of ${count(one)}${one.items ? plural(typeOf(one.items)) : "values"}`;
  if (one.type === "integer") return `whole number${between(one)}`;
  if (one.type === "number") return `number${between(one)}`;
  if (one.type === "boolean") return "`true` or `false`";
  if (one.type === "object")
    return one.properties ? "set of keys" : "a whole number for each objective, as `{ O1: 1 }`";
  return "text";
}

function between({ minimum, maximum = Number.MAX_SAFE_INTEGER }: Described): string {
  const open = maximum === Number.MAX_SAFE_INTEGER;
  if (minimum === undefined) return "";
  return open ? ` from ${minimum}` : `, ${minimum} to ${maximum}`;
}

function count({ minItems = 0, maxItems }: Described): string {
  if (maxItems !== undefined) return `${minItems} to ${maxItems} `;
  return minItems > 0 ? `${minItems} or more ` : "";
}

function plural(type: string): string {
  return type === "text" ? "texts" : type === "set of keys" ? "sets of keys" : type;
}
