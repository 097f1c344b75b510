import { fieldsOf, postBriefly } from "./ask.ts";
import { identifiersIn } from "./identifiers.ts";

/** Milliseconds of rest after which a text is saved, how long it waits at most while one types on, and until a retry. */
const rest = 600;
const most = 1200;
const later = 4000;

/**
 * `section[data-writing]` holds a form with a text and a live region `[data-saved]`. The text is saved as one types, by
 * posting the form to the address in `data-writing`; the words of what answers, or the section's `data-unsaved` and
 * `data-refused`, say how that went. A refusal ends it: the button then sends the form, and the page that answers shows
 * both texts. `data-longest` and `data-too-long` bound the text, `data-two-windows` is said when the
 * same page is open twice, `[data-identifiers]` shows hints that never leave the page.
 */
export function enhanceWriting(): void {
  const section = document.querySelector<HTMLElement>("section[data-writing]");
  const form = section?.querySelector("form");
  const field = form?.querySelector("textarea");
  const region = section?.querySelector<HTMLElement>("[data-saved]");
  if (!section || !form || !field || !region) return;
  const address = section.dataset.writing ?? "";
  const longest = Number(section.dataset.longest);
  let kept = field.value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let sending = Promise.resolve();
  let isSending = false;
  let isOver = false;

  const say = (words: string | null | undefined) => {
    if (words && region.textContent !== words) region.textContent = words;
  };
  const isTooLong = () => field.value.length > longest;
  const save = () => {
    timer = undefined;
    if (!isOver && !isSending && field.value !== kept) sending = send();
    return sending;
  };
  const send = async () => {
    if (isTooLong()) return say(section.dataset.tooLong);
    isSending = true;
    const sent = field.value;
    const answer = await postBriefly(address, savingFields(form));
    isSending = false;
    since = 0;
    if (answer === undefined) say(section.dataset.unsaved);
    else if (answer !== "signed-out" && answer.saved) {
      kept = sent;
      takeVersion(form, answer.version);
      say(answer.saved);
    } else {
      isOver = true;
      say((answer !== "signed-out" && answer.refused) || section.dataset.refused);
    }
    if (field.value !== kept) plan(answer ? rest : later);
  };
  const plan = (wait: number) => {
    clearTimeout(timer);
    since ||= Date.now();
    timer = setTimeout(save, Math.max(0, Math.min(wait, wait === later ? later : since + most - Date.now())));
  };

  /** The button: first saved as typing is, so that without a connection nobody leaves the page with the text. */
  const sendWhole = async () => {
    clearTimeout(timer);
    // What was on its way may have been an earlier state of the text.
    await sending;
    await save();
    if (!isOver && field.value !== kept) return;
    kept = field.value;
    countOn(form);
    form.submit();
  };

  field.addEventListener("input", () => {
    plan(rest);
    hint(section, field.value);
  });
  form.addEventListener("submit", (event) => {
    if (isTooLong()) {
      event.preventDefault();
      return say(section.dataset.tooLong);
    }
    event.preventDefault();
    void sendWhole();
  });
  addEventListener("online", save);
  addEventListener("pagehide", () => {
    if (!isOver && field.value !== kept && !isTooLong())
      void postBriefly(address, savingFields(form), { leaving: true });
  });
  addEventListener("beforeunload", (event) => {
    if (field.value !== kept) event.preventDefault();
  });
  hint(section, field.value);
  noticeOthers(() => say(section.dataset.twoWindows));
}

/** The form's fields for a saving; each counts as a later one than that before it. */
function savingFields(form: HTMLFormElement): URLSearchParams {
  countOn(form);
  return fieldsOf(form);
}

function countOn(form: HTMLFormElement): void {
  const turn = form.querySelector<HTMLInputElement>("input[name=turn]");
  if (turn) turn.value = String(Number(turn.value) + 1);
}

function takeVersion(form: HTMLFormElement, standing: number | undefined): void {
  const version = form.querySelector<HTMLInputElement>("input[name=version]");
  if (version && standing !== undefined) version.value = String(standing);
}

function hint(section: HTMLElement, text: string): void {
  const list = section.querySelector<HTMLElement>("[data-identifiers]");
  if (!list) return;
  const found = identifiersIn(text);
  list.hidden = found.length === 0;
  for (const line of list.querySelectorAll<HTMLElement>("[data-identifier]")) {
    line.hidden = !found.some((kind) => kind === line.dataset.identifier);
  }
}

/** Both are told: the one that was open answers the one that opens. Nothing of the text is in it. */
function noticeOthers(tell: () => void): void {
  const channel = new BroadcastChannel(`writing ${location.pathname}${location.search}`);
  channel.addEventListener("message", ({ data }) => {
    if (data === "opened") channel.postMessage("here");
    tell();
  });
  channel.postMessage("opened");
}
