import { announce } from "./announce.ts";
import { answerInPlace } from "./in-place.ts";

/** `section > form[data-check]`: a check is answered in place (in-place.ts); its result (`.check-result`) is announced. */
export function enhanceChecks(): void {
  answerInPlace("form[data-check]", showAnswer);
}

/** The focus stays on the button. */
function showAnswer(section: HTMLElement, part: HTMLElement): void {
  section.replaceWith(part);
  const result = part.querySelector(".check-result");
  // The words are said by the page's own live region; a new one that comes with its words may be read twice.
  result?.removeAttribute("role");
  announce(result?.textContent ?? "");
  part.querySelector<HTMLElement>("button[type=submit]")?.focus({ preventScroll: true });
  if (part.getBoundingClientRect().top < 0) part.scrollIntoView();
}
