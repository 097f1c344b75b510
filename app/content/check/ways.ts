import type { Fault, FaultId } from "#app/content/faults.ts";
import type { Written } from "#app/content/read/document.ts";
import type { WrittenScene } from "#app/content/read/vignette.ts";

/** A fault of a case at one of its tags, or at the beginning of its file. */
export type Report = (at: Written | undefined, id: FaultId, message: string) => Fault;

/** Every option leads somewhere, every scene and ending is reached from the first, and each reaches an ending. */
export function checkWays(scenes: WrittenScene[], fault: Report): Fault[] {
  const ids = new Set(scenes.map(({ id }) => id));
  const nowhere = scenes
    .flatMap(({ options }) => options)
    .filter(({ to }) => typeof to === "string" && !ids.has(to))
    .map(({ node, to }) => fault(node, "unknown-scene", `the case has no scene or ending "${to}"`));
  if (!scenes.some(({ isEnding }) => isEnding))
    return [...nowhere, fault(undefined, "case-without-ending", "never ends")];
  const reached = reachedFrom(scenes.slice(0, 1), scenes);
  return [
    ...nowhere,
    ...scenes
      .filter((scene) => !reached.has(scene))
      .map(({ node }) => fault(node, "scene-unreachable", `no option leads to {% ${node.tag} %}`)),
    ...scenes
      .filter((scene) => reached.has(scene) && !endsSomewhere(scene, scenes))
      .map(({ node }) => fault(node, "scene-without-ending", "no way from here comes to an ending")),
  ];
}

function endsSomewhere(scene: WrittenScene, scenes: WrittenScene[]): boolean {
  return [...reachedFrom([scene], scenes)].some(({ isEnding }) => isEnding);
}

/** These scenes and all that their options lead to, however far. */
function reachedFrom(from: WrittenScene[], scenes: WrittenScene[]): Set<WrittenScene> {
  const reached = new Set(from);
  // A set hands out what is added while one goes through it.
  for (const { options } of reached) {
    const next = new Set(options.map(({ to }) => to));
    for (const scene of scenes) if (next.has(scene.id)) reached.add(scene);
  }
  return reached;
}
