import { addressOf, fieldsOf, post } from "./ask.ts";

/**
 * `form[data-autosave]` (a quiz item): a change is saved by posting the form with `intent=save` to its own address.
 * The page that answers says "Saved 14:02" in its `[data-saved]`; those words are put into this page's own, a live
 * region that stands from the start. `data-unsaved` on it holds the words for when nothing was saved; saving is then
 * tried again, sooner when the connection comes back. Leaving the page saves what is not saved yet.
 */
export function enhanceAutosave(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-autosave]");
  const region = document.querySelector<HTMLElement>("[data-saved]");
  if (!form || !region) return;

  let changes = 0;
  let saved = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving = false;

  const save = async () => {
    clearTimeout(timer);
    if (saving || changes === saved) return;
    saving = true;
    const sent = changes;
    const words = await post(addressOf(form), savingFields(form)).then((answer) => savedWords(answer));
    saving = false;
    region.textContent = words ?? region.dataset.unsaved ?? "";
    if (words) saved = sent;
    if (changes !== saved) timer = setTimeout(save, words ? 150 : 5000);
  };

  form.addEventListener("change", () => {
    changes += 1;
    clearTimeout(timer);
    timer = setTimeout(save, 150);
  });
  form.addEventListener("submit", () => {
    // The form itself carries the answer now.
    saved = changes;
    clearTimeout(timer);
  });
  addEventListener("online", save);
  addEventListener("pagehide", () => {
    if (changes !== saved) void post(addressOf(form), savingFields(form), { leaving: true });
  });
}

function savingFields(form: HTMLFormElement): URLSearchParams {
  const fields = fieldsOf(form);
  fields.set("intent", "save");
  return fields;
}

/** The words of the page that answered; none when it was refused or is another page (signed out meanwhile). */
function savedWords(answer: Awaited<ReturnType<typeof post>>): string | undefined {
  return (answer?.ok && answer.page.querySelector("[data-saved]")?.textContent) || undefined;
}
