/**
 * `button[data-copy=ID]`, hidden without script: copies the field with that id. `[data-copied=ID]`, a live region,
 * then says the words of the button's `data-done`.
 */
export function enhanceCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const id = button.dataset.copy ?? "";
    const field = document.getElementById(id);
    const region = document.querySelector(`[data-copied="${CSS.escape(id)}"]`);
    if (!(field instanceof HTMLInputElement)) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      const copied = await navigator.clipboard?.writeText(field.value).then(
        () => true,
        () => false,
      );
      // Otherwise the text stands selected, to be copied by hand.
      if (copied && region) region.textContent = button.dataset.done ?? "";
    });
  }
}
