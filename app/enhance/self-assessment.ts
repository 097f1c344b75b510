import { announce } from "./announce.ts";

/**
 * `[data-self-assessment]`: adds up the points of its radio buttons, on the page alone, and marks the band of the
 * guide that they lie in. `[data-how]` says how to add by hand and goes; `[data-sum]` has the words for the sum
 * (`{sum}`, `{most}`), its `data-open` those for what is left (`{answered}`, `{all}`), its `data-applies` what marks
 * the band. `[data-from][data-to]` are the bands.
 */
export function enhanceSelfAssessments(): void {
  for (const section of document.querySelectorAll<HTMLElement>("[data-self-assessment]")) {
    const result = section.querySelector<HTMLElement>("[data-sum]");
    if (!result) continue;
    section.querySelector<HTMLElement>("[data-how]")?.setAttribute("hidden", "");
    // What changes is said by the page's own live region.
    result.removeAttribute("role");
    section.addEventListener("change", () => count(section, result));
    count(section, result, false);
  }
}

function count(section: HTMLElement, result: HTMLElement, isHeard = true): void {
  const scales = [...section.querySelectorAll("fieldset")];
  const chosen = scales.flatMap((scale) => scale.querySelector<HTMLInputElement>("input:checked") ?? []);
  const isWhole = chosen.length === scales.length;
  const sum = total(chosen);
  const most = total(scales.flatMap((scale) => [...scale.querySelectorAll<HTMLInputElement>("input")].at(-1) ?? []));
  const words = isWhole ? result.dataset.sum : result.dataset.open;
  const numbers: Record<string, number> = { sum, most, answered: chosen.length, all: scales.length };
  result.textContent = (words ?? "").replace(/\{(\w+)\}/g, (_, name) => String(numbers[name] ?? ""));
  const band = markBand(section, isWhole ? sum : undefined, result.dataset.applies ?? "");
  if (isHeard) announce(`${result.textContent} ${band}`);
}

/** Marks the band that a sum lies in, in words too; answers with what the band says. */
function markBand(section: HTMLElement, sum: number | undefined, applies: string): string {
  let said = "";
  for (const band of section.querySelectorAll<HTMLElement>("[data-from]")) {
    band.querySelector(".guide-here")?.remove();
    const isHere = sum !== undefined && sum >= Number(band.dataset.from) && sum <= Number(band.dataset.to);
    band.classList.toggle("guide-applies", isHere);
    if (!isHere) continue;
    const mark = document.createElement("strong");
    mark.className = "guide-here";
    mark.textContent = ` ${applies}`;
    band.querySelector("dt")?.append(mark);
    said = band.querySelector("dd")?.textContent ?? "";
  }
  return said;
}

function total(inputs: HTMLInputElement[]): number {
  return inputs.reduce((sum, { value }) => sum + Number(value), 0);
}
