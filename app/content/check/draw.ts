import { type Fault, faultAt, type Place } from "#app/content/faults.ts";
import { questionsIn, type WrittenModule } from "#app/content/read/course.ts";
import { placeOfNode, type Written } from "#app/content/read/document.ts";

/** A bank holds what a sitting draws of each objective or principle, should hold half as much again, and asks of all that the module promises. */
export function checkDraw({ module, quiz }: WrittenModule): Fault[] {
  if (!quiz?.fields || !module?.fields || !quiz.document.sound) return [];
  const items = questionsIn(quiz);
  const unasked = module.fields.objectives.flatMap(({ id }, at) =>
    items.some(({ attributes }) => attributes.objective === id)
      ? []
      : [faultAt(module.keyAt(["objectives", at, "id"]), "objective-without-items", `quiz.md asks nothing of ${id}`)],
  );
  const { draw, drawPerPrinciple } = quiz.fields;
  const both = draw !== undefined && drawPerPrinciple !== undefined;
  const says = both ? "a quiz draws by objective and by principle" : "a quiz draws nothing";
  const oneWay = both || (draw === undefined && drawPerPrinciple === undefined);
  return [
    ...unasked,
    ...(oneWay ? [faultAt(quiz.keyAt(["draw"]), "draw-not-one", says)] : []),
    ...checkPerPrinciple(quiz),
    ...(drawPerPrinciple === undefined
      ? checkByObjective({ module, quiz }, items)
      : checkByPrinciple({ module, quiz }, { items, count: drawPerPrinciple })),
  ];
}

function checkPerPrinciple({ fields, keyAt }: NonNullable<WrittenModule["quiz"]>): Fault[] {
  const { perPrinciple, drawPerPrinciple } = fields ?? {};
  if (perPrinciple === undefined || (drawPerPrinciple && perPrinciple <= drawPerPrinciple)) return [];
  const message = drawPerPrinciple
    ? `${perPrinciple} of ${drawPerPrinciple} items cannot be right`
    : "a quiz that draws by objective asks for no principle";
  return [faultAt(keyAt(["perPrinciple"]), "per-principle-impossible", message)];
}

function checkByObjective({ module, quiz }: Pick<WrittenModule, "module" | "quiz">, items: Written[]): Fault[] {
  const draw = quiz?.fields?.draw;
  if (!quiz || !draw) return [];
  const objectives = module?.fields?.objectives.map(({ id }) => id) ?? [];
  const drawn = Object.entries(draw).flatMap(([objective, count]) => {
    const place = quiz.keyAt(["draw", objective]);
    if (!objectives.includes(objective))
      return [faultAt(place, "unknown-objective", `the module has no objective "${objective}"`)];
    const bank = items.filter((node) => node.attributes.objective === objective).length;
    return checkBank(place, { of: objective, count, bank });
  });
  const asked = (id: string) => items.some((node) => node.attributes.objective === id);
  const left = objectives.filter((id) => !Object.hasOwn(draw, id) && asked(id));
  return [
    ...drawn,
    ...left.map((id) => faultAt(quiz.keyAt(["draw"]), "objective-not-assessed", `no item of ${id} is drawn`)),
  ];
}

function checkByPrinciple(
  { module, quiz }: Pick<WrittenModule, "module" | "quiz">,
  { items, count }: { items: Written[]; count: number },
): Fault[] {
  if (!quiz) return [];
  const principleOf = (node: Written): unknown => node.attributes.principle ?? module?.fields?.principle;
  const without = items.filter((node) => typeof principleOf(node) !== "string");
  const principles = [...new Set(items.map(principleOf))].filter((one) => typeof one === "string");
  const place = quiz.keyAt(["drawPerPrinciple"]);
  return [
    ...without.map((node) =>
      faultAt(placeOfNode(quiz.document, node), "principle-missing", "an item names no principle"),
    ),
    ...principles.flatMap((of) => {
      return checkBank(place, { of: `"${of}"`, count, bank: items.filter((node) => principleOf(node) === of).length });
    }),
  ];
}

function checkBank(place: Place, { of, count, bank }: { of: string; count: number; bank: number }): Fault[] {
  const says = `${of} draws ${count} of ${bank} items`;
  if (bank < count) return [faultAt(place, "bank-too-small", says)];
  return bank < 1.5 * count ? [faultAt(place, "bank-small", says)] : [];
}
