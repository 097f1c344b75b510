import { type Answer, addressOf, fieldsOf, post } from "./ask.ts";

/** Saves forms as they change. */
export interface Saving {
  changed(form: HTMLFormElement): void;
  /** Saves what is not saved yet, now; answers whether all of it is. */
  flush(): Promise<boolean>;
  isUnsaved(): boolean;
}

/** Milliseconds from a change to its saving, and from one that failed to the next try. */
const soon = 150;
const later = 5000;

/**
 * Saves by posting a form with `intent=save` to its own address, one form after another. The page that answers says
 * "Saved 14:02" in its `[data-saved]`; those words go into this page's `region`, a live region that stands from the
 * start. Its `data-unsaved` says that nothing answered, which is tried again; its `data-refused` that the answer was
 * not taken, which is not. Hidden fields (a version) become those of the same part of the page that answered.
 */
export function savingTo(region: HTMLElement): Saving {
  const unsaved = new Set<HTMLFormElement>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved = Promise.resolve(true);
  let running = 0;

  const saveOne = async (form: HTMLFormElement): Promise<boolean> => {
    unsaved.delete(form);
    const answer = await post(addressOf(form), savingFields(form));
    const words = savedWords(answer);
    region.textContent = words ?? (answer ? region.dataset.refused : region.dataset.unsaved) ?? "";
    if (answer && words) takeHiddenFields(form, answer);
    if (!answer) {
      unsaved.add(form);
      countOn(form);
    }
    return words !== undefined;
  };
  const saveAll = async (): Promise<boolean> => {
    for (const form of unsaved) if (!(await saveOne(form))) return false;
    return true;
  };
  const flush = (): Promise<boolean> => {
    clearTimeout(timer);
    running += 1;
    saved = saved.then(saveAll).finally(() => {
      running -= 1;
      if (unsaved.size > 0 && running === 0) plan(later);
    });
    return saved;
  };
  const plan = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  };

  addEventListener("online", flush);
  addEventListener("pagehide", () => {
    for (const form of unsaved) void post(addressOf(form), savingFields(form), { leaving: true });
  });
  return {
    changed(form) {
      unsaved.add(form);
      plan(soon);
    },
    flush,
    isUnsaved: () => unsaved.size > 0 || running > 0,
  };
}

function savingFields(form: HTMLFormElement): URLSearchParams {
  const fields = fieldsOf(form);
  fields.set("intent", "save");
  return fields;
}

/** The words of the page that answered; none when it refused or is another page (signed out meanwhile). */
function savedWords(answer: Answer | undefined): string | undefined {
  return (answer?.ok && answer.page.querySelector("[data-saved]")?.textContent) || undefined;
}

/** What nothing answered may have been kept all the same: the next try is a later saving than that. */
function countOn(form: HTMLFormElement): void {
  const version = form.querySelector<HTMLInputElement>("input[type=hidden][name=version]");
  if (version) version.value = String(Number(version.value) + 1);
}

function takeHiddenFields(form: HTMLFormElement, { page }: Answer): void {
  const part = page.getElementById(form.closest("section")?.id ?? "");
  for (const field of form.querySelectorAll<HTMLInputElement>("input[type=hidden]")) {
    const answered = part?.querySelector<HTMLInputElement>(`input[type=hidden][name="${CSS.escape(field.name)}"]`);
    if (answered) field.value = answered.value;
  }
}
