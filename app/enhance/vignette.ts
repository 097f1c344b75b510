import { announce } from "./announce.ts";
import { addressOf, fieldsOf, post } from "./ask.ts";

/**
 * `section > form[data-vignette]`: the next scene of a vignette is fetched and its section of the answered page put in
 * place. The focus goes to what is new (`[data-vignette-focus]`, else the section; after a refusal to the first choice),
 * and the section's `data-said` is announced. `data-offline` holds the words for no answer. An answer without the
 * section (signed out meanwhile) is left to the browser: the form is sent as if there were no script.
 */
export function enhanceVignettes(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("form[data-vignette]")) return;
    const section = form.closest("section");
    if (!section) return;
    event.preventDefault();
    if (section.ariaBusy !== "true") void goOn(form, section);
  });
}

async function goOn(form: HTMLFormElement, section: HTMLElement): Promise<void> {
  section.ariaBusy = "true";
  const answered = await post(addressOf(form), fieldsOf(form));
  section.ariaBusy = "false";
  if (!answered) return say(section, form.dataset.offline ?? "");
  const part = answered.page.getElementById(section.id);
  if (!part) return form.submit();
  show(section, document.importNode(part, true));
}

function show(section: HTMLElement, part: HTMLElement): void {
  // The words are said by the page's own live region; a new one that comes with its words may be read twice.
  for (const region of part.querySelectorAll("[role=alert]")) region.removeAttribute("role");
  section.replaceWith(part);
  const wrong = part.querySelector<HTMLElement>("[aria-invalid]");
  const focus = wrong ?? part.querySelector<HTMLElement>("[data-vignette-focus]") ?? part;
  focus.focus({ preventScroll: true });
  focus.scrollIntoView({ block: wrong ? "center" : "start" });
  announce(part.dataset.said ?? "");
}

function say(section: HTMLElement, words: string): void {
  const result = section.querySelector(".check-result");
  if (result) result.textContent = words;
}
