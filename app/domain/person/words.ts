import { type RawBuilder, sql } from "kysely";

/**
 * That a name or an e-mail address contains each of up to five words that were typed. Both engines fold the case of A
 * to Z; of other letters only PostgreSQL does.
 */
export function containsWords(words: string, { name, email }: { name: string; email: string }): RawBuilder<boolean>[] {
  const parts = words.split(/\s+/).filter(Boolean).slice(0, 5);
  return parts.map((part) => {
    const pattern = `%${part.replace(/[\\%_]/g, "\\$&")}%`;
    return sql<boolean>`(lower(${sql.ref(name)}) like lower(${pattern}) escape '\\'
      or ${sql.ref(email)} like lower(${pattern}) escape '\\')`;
  });
}
