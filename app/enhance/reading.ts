import { fieldsOf } from "./ask.ts";
import type { Sending } from "./sending.ts";

/**
 * `form[data-read=ADDRESS]`: a lesson is marked as read through the browser's own store (unsent.ts), so that it is not
 * lost without a connection; once it is taken, one is led on. Not taken, or signed out: the form is sent as it is.
 */
export function enhanceReading(sending: Sending | undefined): void {
  const form = document.querySelector<HTMLFormElement>("form[data-read]");
  if (!form || !sending) return;
  const to = form.dataset.read ?? "";
  let isPressed = false;

  sending.listen((unsent, answer) => {
    if (unsent.to !== to || !isPressed) return false;
    if (answer.to) location.assign(answer.to);
    else form.submit();
    return true;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isPressed = true;
    sending.add({ to, item: "", fields: fieldsOf(form).toString() });
    void sending.flush().then((sent) => sent === "signed-out" && form.submit());
  });
}
