import { announce } from "./announce.ts";
import { answerInPlace } from "./in-place.ts";

/** `section > form[data-vignette]`: the next scene is put in place (in-place.ts); the section's `data-said` is announced. */
export function enhanceVignettes(): void {
  answerInPlace("form[data-vignette]", showScene);
}

/** The focus goes to what is new: `[data-vignette-focus]`, else the section; after a refusal to the first choice. */
function showScene(section: HTMLElement, part: HTMLElement): void {
  // The words are said by the page's own live region; a new one that comes with its words may be read twice.
  for (const region of part.querySelectorAll("[role=alert]")) region.removeAttribute("role");
  section.replaceWith(part);
  const wrong = part.querySelector<HTMLElement>("[aria-invalid]");
  const focus = wrong ?? part.querySelector<HTMLElement>("[data-vignette-focus]") ?? part;
  focus.focus({ preventScroll: true });
  focus.scrollIntoView({ block: wrong ? "center" : "start" });
  announce(part.dataset.said ?? "");
}
