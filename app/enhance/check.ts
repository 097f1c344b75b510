import { announce } from "./announce.ts";
import { addressOf, fieldsOf, post } from "./ask.ts";

/**
 * `section > form[data-check]`: the answer to a check is fetched and its part of the answered page put in place; the
 * focus stays on the button, the result (`.check-result`) is announced. `data-offline` holds the words for no answer.
 * An answer without that part (signed out meanwhile) is left to the browser: the form is sent as if there were no script.
 */
export function enhanceChecks(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("form[data-check]")) return;
    const section = form.closest("section");
    if (!section) return;
    event.preventDefault();
    if (section.ariaBusy !== "true") void answer(form, section);
  });
}

async function answer(form: HTMLFormElement, section: HTMLElement): Promise<void> {
  section.ariaBusy = "true";
  const answered = await post(addressOf(form), fieldsOf(form));
  section.ariaBusy = "false";
  if (!answered) return say(section, form.dataset.offline ?? "");
  const part = answered.page.getElementById(section.id);
  if (!part) return form.submit();
  showAnswer(section, document.importNode(part, true));
}

function showAnswer(section: HTMLElement, part: HTMLElement): void {
  section.replaceWith(part);
  const result = part.querySelector(".check-result");
  // The words are said by the page's own live region; a new one that comes with its words may be read twice.
  result?.removeAttribute("role");
  announce(result?.textContent ?? "");
  part.querySelector<HTMLElement>("button[type=submit]")?.focus({ preventScroll: true });
  if (part.getBoundingClientRect().top < 0) part.scrollIntoView();
}

function say(section: HTMLElement, words: string): void {
  const result = section.querySelector(".check-result");
  if (result) result.textContent = words;
}
