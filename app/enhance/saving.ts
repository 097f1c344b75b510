import { fieldsOf, postBriefly } from "./ask.ts";

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
 * Saves by posting a form with `intent=save` to the address in its `data-autosave`, one form after another. What
 * answers says "Saved 14:02" and the version that stands; the words go into the page's `region`, a live region that
 * stands from the start. Its `data-unsaved` says that nothing answered, which is tried again; where the answer was not
 * taken, which is not, the words are those of the refusal, or `data-refused` where there are none.
 */
export function savingTo(region: HTMLElement): Saving {
  const unsaved = new Set<HTMLFormElement>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved = Promise.resolve(true);
  let running = 0;

  const saveOne = async (form: HTMLFormElement): Promise<boolean> => {
    unsaved.delete(form);
    const answer = await postBriefly(form.dataset.autosave ?? "", savingFields(form));
    if (answer === undefined) unsaved.add(form);
    region.textContent = wordsOf(answer, region);
    countOn(form, typeof answer === "object" ? answer.version : undefined);
    return typeof answer === "object" && answer.saved !== undefined;
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
    for (const form of unsaved) void postBriefly(form.dataset.autosave ?? "", savingFields(form), { leaving: true });
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

function wordsOf(answer: Awaited<ReturnType<typeof postBriefly>>, region: HTMLElement): string {
  const { unsaved = "", refused = "" } = region.dataset;
  if (answer === undefined) return unsaved;
  return answer === "signed-out" ? refused : (answer.saved ?? answer.refused ?? refused);
}

/** The next saving is one more than what stands. What nothing answered may have been kept all the same. */
function countOn(form: HTMLFormElement, standing: number | undefined): void {
  const version = form.querySelector<HTMLInputElement>("input[type=hidden][name=version]");
  if (version) version.value = String((standing ?? Number(version.value)) + 1);
}
