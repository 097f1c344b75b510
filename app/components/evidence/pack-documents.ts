import type { Release } from "#app/domain/course.ts";
import { blueprintOf } from "#app/domain/evidence/pack/blueprint.ts";
import type { RegisterRow } from "#app/domain/evidence/pack/register.ts";
import type { PackWriter } from "#app/domain/evidence/pack.ts";
import { pack as words } from "#app/messages/pack.ts";
import { licenceInWords } from "#app/messages/records.ts";
import { evaluationsAsCsv } from "../author/evaluation-csv.ts";
import { toCsv } from "../csv.ts";

const { columns, kinds } = words;

/** The documents of an evidence pack. */
export const packWriter: PackWriter = {
  readme: words.readme,
  register: registerAsCsv,
  blueprint: blueprintAsCsv,
  evaluations: evaluationsAsCsv,
};

function registerAsCsv(rows: RegisterRow[]): string {
  const { number, code, state, name, licences, course, version, release } = columns;
  const { completed, zone, issued, hours, unit, category } = columns;
  const head = [number, code, state, name, licences, course, version, release];
  const lines = rows.map((row) => [
    ...[String(row.number), row.code, words.states[row.state], row.name ?? words.withdrawn],
    ...[row.licences.map(licenceInWords).join("; "), row.course, row.version, row.release],
    ...[row.completedAt, row.zone, row.issuedAt, String(row.hours), row.unit, row.category],
  ]);
  return toCsv([[...head, completed, zone, issued, hours, unit, category], ...lines]);
}

/** How many items measure each objective, by kind, and how many are asked: no text of any. */
function blueprintAsCsv({ course }: Release): string {
  const { module, objective, words: text, items, drawn, passMark } = columns;
  const { single, multiple, matching, ordering } = kinds;
  const lines = blueprintOf(course).map((row) => [
    ...[String(row.module), row.objective.id, `${row.objective.verb} ${row.objective.text}`],
    ...[row.items.single, row.items.multiple, row.items.matching, row.items.ordering].map(String),
    String(Object.values(row.items).reduce((sum, count) => sum + count, 0)),
    row.drawn === null ? words.byPrinciple : String(row.drawn),
    String(row.passMark),
  ]);
  return toCsv([[module, objective, text, single, multiple, matching, ordering, items, drawn, passMark], ...lines]);
}
