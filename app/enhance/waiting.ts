import type { Brief } from "./ask.ts";
import { type Sending, startSending } from "./sending.ts";
import { dropUnsent, forgetOthers, listUnsent, type Unsent } from "./unsent.ts";

/**
 * `[data-waiting]`, at the head of every signed-in page: says what waits for a connection (`data-answer`,
 * `data-answers`, `data-read`, `data-reads`, with `{count}`), that it was sent (`data-sent`), that one must sign in
 * first (`data-signed-out`), or why something was not taken (`data-refused`) and where (`data-look`). On a page with a
 * `[data-saved]` the first of these stand there. `form[data-ask]`, the sign-out, asks before what waits is lost.
 */
export function enhanceWaiting(): Sending | undefined {
  const region = document.querySelector<HTMLElement>("[data-waiting]");
  if (!region) return undefined;
  forgetOthers();
  const saved = document.querySelector<HTMLElement>("[data-saved]");
  const state = saved ?? region.appendChild(document.createElement("span"));
  const words = region.dataset;
  let hadWaited = listUnsent().length > 0;

  const sending = startSending((sent, waiting) => {
    if (sent !== "sent") saved?.classList.remove("told");
    if (sent === "waiting") state.textContent = countOf(waiting, words);
    if (sent === "signed-out") state.textContent = words.signedOut ?? "";
    if (sent === "sent" && !saved) state.textContent = (hadWaited && !region.querySelector("a") && words.sent) || "";
    hadWaited = sent !== "sent";
  });
  sending.listen((unsent, answer) => {
    if (answer.saved === undefined) tell(region, unsent, answer);
    return true;
  });
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-ask]")) askBefore(form, sending);
  return sending;
}

/** Why something was not taken, and the page it belongs to. */
function tell(region: HTMLElement, { to, item }: Unsent, { refused }: Brief): void {
  const line = document.createElement("span");
  const link = document.createElement("a");
  link.href = to.replace(/\/(answer|read)$/, "") + (item === "" ? "" : `?item=${item}`);
  link.textContent = region.dataset.look ?? "";
  line.append(refused ?? region.dataset.refused ?? "", " ", link);
  region.append(line);
}

/** "2 answers wait for a connection." */
function countOf(waiting: Unsent[], { answer, answers, read, reads }: DOMStringMap): string {
  const items = waiting.filter(({ item }) => item !== "").length;
  const lessons = waiting.length - items;
  const parts = [items === 1 ? answer : items > 1 ? answers : "", lessons === 1 ? read : lessons > 1 ? reads : ""];
  return parts
    .map((part, at) => part?.replace("{count}", String(at === 0 ? items : lessons)))
    .join(" ")
    .trim();
}

function askBefore(form: HTMLFormElement, sending: Sending): void {
  form.addEventListener("submit", (event) => {
    if (listUnsent().length === 0) return;
    event.preventDefault();
    void sending.flush().then((sent) => {
      if (sent !== "sent" && !confirm(form.dataset.ask)) return;
      for (const unsent of listUnsent()) dropUnsent(unsent);
      form.submit();
    });
  });
}
