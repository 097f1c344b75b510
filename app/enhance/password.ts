/** `button[data-reveal=ID]`, hidden without script: shows and hides the password in that field; its words in `data-hide` and `data-show`. */
export function enhancePasswords(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-reveal]")) {
    const field = document.getElementById(button.dataset.reveal ?? "");
    if (!(field instanceof HTMLInputElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.textContent = (shown ? button.dataset.hide : button.dataset.show) ?? "";
    });
    // A password is never sent, nor offered to be remembered, as plain text.
    field.form?.addEventListener("submit", () => {
      field.type = "password";
    });
  }
}
