import { announce } from "./announce.ts";

/**
 * `fieldset[data-once-each]`: a select for a number in each row, of which no two may be the same. While two are, the
 * change is not handed on to be saved and the form does not go on; the attribute's words stand beside the fields.
 */
export function enhanceNumbering(): void {
  for (const fieldset of document.querySelectorAll<HTMLElement>("fieldset[data-once-each]")) {
    // On the fieldset, so that it is heard before the form, where changes are saved (sitting.ts).
    fieldset.addEventListener("change", (event) => {
      if (!isMended(fieldset)) event.stopPropagation();
    });
  }
  document.addEventListener("submit", stay, true);
}

function stay(event: SubmitEvent): void {
  const form = event.target;
  const fieldset = form instanceof HTMLFormElement ? form.querySelector<HTMLElement>("[data-once-each]") : null;
  if (!fieldset || isMended(fieldset)) return;
  event.preventDefault();
  event.stopPropagation();
  fieldset.querySelector<HTMLElement>('select[aria-invalid="true"]')?.focus();
}

/** Marks the fields that share a number and says so; answers whether there are none. */
function isMended(fieldset: HTMLElement): boolean {
  const selects = [...fieldset.querySelectorAll("select")];
  const values = selects.map(({ value }) => value).filter((value) => value !== "");
  const isTwice = (value: string) => values.filter((one) => one === value).length > 1;
  const message = messageIn(fieldset);
  for (const select of selects) {
    select.toggleAttribute("aria-invalid", false);
    select.removeAttribute("aria-describedby");
    if (!isTwice(select.value)) continue;
    select.setAttribute("aria-invalid", "true");
    select.setAttribute("aria-describedby", message.id);
  }
  const words = values.some(isTwice) ? (fieldset.dataset.onceEach ?? "") : "";
  if (words && message.textContent !== words) announce(words);
  message.textContent = words;
  message.hidden = words === "";
  return words === "";
}

/** The message that the server would put there, or one like it. */
function messageIn(fieldset: HTMLElement): HTMLElement {
  const standing = fieldset.querySelector<HTMLElement>(".error");
  if (standing) return standing;
  const message = document.createElement("p");
  message.className = "error";
  message.id = `${fieldset.querySelector("select")?.name}-twice`;
  fieldset.querySelector(".row")?.before(message);
  return message;
}
