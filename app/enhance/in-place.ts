import { addressOf, fieldsOf, post } from "./ask.ts";

/**
 * Forms that match `selector`, each in a section of its own: the answer is fetched, and the same section of the page
 * that answers is handed to `show`, to be put in place of the one that asked. `data-offline` holds the words for no
 * answer, said in `.check-result`. An answer without that section (signed out meanwhile) is left to the browser: the
 * form is sent as if there were no script.
 */
export function answerInPlace(selector: string, show: (asked: HTMLElement, answered: HTMLElement) => void): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(selector)) return;
    const section = form.closest("section");
    if (!section) return;
    event.preventDefault();
    if (section.ariaBusy !== "true") void ask(form, section, show);
  });
}

async function ask(
  form: HTMLFormElement,
  section: HTMLElement,
  show: (asked: HTMLElement, answered: HTMLElement) => void,
): Promise<void> {
  section.ariaBusy = "true";
  const answered = await post(addressOf(form), fieldsOf(form));
  section.ariaBusy = "false";
  if (!answered) return say(section, form.dataset.offline ?? "");
  const part = answered.page.getElementById(section.id);
  if (!part) return form.submit();
  show(section, document.importNode(part, true));
}

function say(section: HTMLElement, words: string): void {
  const result = section.querySelector(".check-result");
  if (result) result.textContent = words;
}
