type Control = HTMLInputElement | HTMLSelectElement;

/** Puts an answer's fields into its form: choices are ticked or not; of fields of one name, each takes its own value. */
export function fillIn(form: HTMLFormElement, fields: URLSearchParams): void {
  for (const [name, controls] of controlsOf(form)) {
    const values = fields.getAll(name);
    for (const [at, control] of controls.entries()) {
      if (isChoice(control)) control.checked = values.includes(control.value);
      else control.value = values[at] ?? "";
    }
  }
}

/** An answer in the words of its form, by positions: the choices' labels, or each field's label with what is chosen. */
export function answerWords(form: HTMLFormElement, positions: number[]): string {
  const values = positions.map(String);
  const words = [...controlsOf(form).values()].flatMap((controls) =>
    controls.flatMap((control, at) => {
      if (isChoice(control)) return values.includes(control.value) ? [labelOf(control)] : [];
      return [`${labelOf(control)} ${chosenIn(control, values[at])}`];
    }),
  );
  return words.join("; ") || "–";
}

/** The fields of the answer itself, by name, in order. */
function controlsOf(form: HTMLFormElement): Map<string, Control[]> {
  const controls = new Map<string, Control[]>();
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) continue;
    if (control.type !== "hidden") controls.set(control.name, [...(controls.get(control.name) ?? []), control]);
  }
  return controls;
}

function isChoice(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox");
}

function chosenIn(control: Control, value = ""): string {
  if (!(control instanceof HTMLSelectElement)) return value;
  return [...control.options].find((option) => option.value === value)?.text ?? "–";
}

function labelOf(control: Control): string {
  return control.labels?.[0]?.textContent?.trim() ?? "";
}
