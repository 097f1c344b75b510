/**
 * `form[data-once]`: a form that was sent is not sent again by a second press. The buttons are not disabled, or the
 * pressed one would not be sent along; they say that they are busy. Back to the page frees them.
 */
export function enhanceOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.hasAttribute("data-once")) return;
    if (form.hasAttribute("data-sent")) return event.preventDefault();
    form.setAttribute("data-sent", "");
    for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) free(form);
  });
}

function free(form: HTMLFormElement): void {
  form.removeAttribute("data-sent");
  for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
}

function buttonsOf(form: HTMLFormElement): Element[] {
  return [...form.elements].filter((element) => element instanceof HTMLButtonElement);
}
