import { type Brief, fieldsOf } from "./ask.ts";
import { answerWords, fillIn } from "./item-fields.ts";
import type { Sending } from "./sending.ts";
import { findUnsent, listUnsent } from "./unsent.ts";

/**
 * A quiz in one page. `form[data-autosave=ADDRESS]`: a change is kept in the browser and sent (sending.ts); what comes
 * of it stands in `[data-saved]`, a live region. `section[data-item=N]`: the items, of which one is shown; links to this
 * address with `?item=N` and the forms' own buttons lead from one to the other without leaving the page, so that
 * answering goes on while there is no connection. The last form is sent as it is, once everything is saved. `.items`
 * lists the items (ui/item-list.tsx). `[data-answers-of=ADDRESS]` shows or sends answers that must all be saved first.
 */
export function enhanceSitting(sending: Sending | undefined): void {
  if (!sending) return;
  for (const part of document.querySelectorAll<HTMLElement>("[data-answers-of]")) waitForAnswers(part, sending);
  const region = document.querySelector<HTMLElement>("[data-saved]");
  const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-autosave]")];
  if (!region || forms.length === 0) return;
  sending.listen((unsent, answer) => {
    const form = forms.find((form) => toOf(form) === unsent.to && itemOfForm(form) === unsent.item);
    if (!form) return false;
    countOn(form, answer.version);
    form.toggleAttribute("data-differs", answer.standing !== undefined);
    say(region, form, answer);
    return true;
  });
  for (const form of forms) {
    restore(form);
    form.addEventListener("change", () => changed(form, sending));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void goOn(form, sending);
    });
  }
  document.addEventListener("click", passOverSecond, true);
  document.addEventListener("click", (event) => followLink(event, sending));
  addEventListener("popstate", () => show(itemOf(location.href)));
}

/** That it was saved, or why not: with what stands, and with where to go. */
function say(region: HTMLElement, form: HTMLFormElement, { saved, refused, standing, to }: Brief): void {
  const { refused: otherwise = "", standing: there = "", keepYours = "", look = "" } = region.dataset;
  region.classList.toggle("told", saved === undefined);
  region.replaceChildren(saved ?? refused ?? otherwise);
  if (standing) region.append(line(there.replace("{answer}", answerWords(form, standing))), line(keepYours));
  if (to) region.append(" ", linkTo(to, look));
}

function line(words: string): HTMLElement {
  const part = document.createElement("span");
  part.textContent = words;
  return part;
}

function changed(form: HTMLFormElement, sending: Sending): void {
  form.removeAttribute("data-differs");
  const fields = fieldsOf(form);
  fields.set("intent", "save");
  sending.add({ to: toOf(form), item: itemOfForm(form), fields: fields.toString() });
  markAnswered(form);
}

/** What was chosen here before and is still to be sent is what is shown. */
function restore(form: HTMLFormElement): void {
  const unsent = findUnsent({ to: toOf(form), item: itemOfForm(form) });
  if (!unsent) return;
  fillIn(form, new URLSearchParams(unsent.fields));
  markAnswered(form);
}

/** The next saving is one more than what stands. */
function countOn(form: HTMLFormElement, standing: number | undefined): void {
  const version = form.querySelector<HTMLInputElement>("input[type=hidden][name=version]");
  if (version && standing !== undefined) version.value = String(standing + 1);
}

function linkTo(address: string, words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  return link;
}

/** A page with all the answers of an attempt: shown anew once what waited is sent, and not sent before. */
function waitForAnswers(part: HTMLElement, sending: Sending): void {
  const isWaiting = () => listUnsent().some(({ to }) => to === part.dataset.answersOf);
  if (isWaiting()) void sending.flush().then((sent) => sent === "sent" && location.reload());
  part.addEventListener("submit", (event) => {
    if (!isWaiting()) return;
    event.preventDefault();
    void sending.flush().then((sent) => sent === "sent" && location.reload());
  });
}

/** The second click of a double click was meant for what has just gone, not for the item now in its place. */
function passOverSecond(event: MouseEvent): void {
  if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest("[data-item]")) return;
  event.preventDefault();
  event.stopPropagation();
}

/** To the next item on this page; after the last, on to where the form leads. */
async function goOn(form: HTMLFormElement, sending: Sending): Promise<void> {
  if (form.hasAttribute("data-differs")) changed(form, sending);
  const next = form.querySelector<HTMLAnchorElement>("a[rel=next]");
  if (next && show(itemOf(next.href))) return history.pushState(null, "", next.href);
  if ((await sending.flush()) === "sent" && !form.hasAttribute("data-differs")) form.submit();
}

/** Within the page where the item is here; elsewhere once everything is saved. */
function followLink(event: MouseEvent, sending: Sending): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const { origin, pathname, href } = new URL(link.href, location.href);
  if (origin !== location.origin) return;
  if (pathname === location.pathname && show(itemOf(href))) {
    event.preventDefault();
    history.pushState(null, "", href);
  } else if (pathname !== location.pathname && listUnsent().length > 0) {
    event.preventDefault();
    void sending.flush().then((sent) => sent === "sent" && location.assign(href));
  }
}

/** Shows one item and moves the focus to its question; `false` when it is not on this page. */
function show(item: string | null): boolean {
  const sections = [...document.querySelectorAll<HTMLElement>("section[data-item]")];
  const shown = sections.find((section) => section.dataset.item === item);
  if (!shown) return false;
  for (const section of sections) section.hidden = section !== shown;
  for (const link of listed()) {
    if (itemOf(link.href) === item) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  const question = shown.querySelector("fieldset");
  question?.setAttribute("tabindex", "-1");
  question?.focus({ preventScroll: true });
  if (shown.getBoundingClientRect().top < 0) shown.scrollIntoView();
  return true;
}

/** Says in the list whether an item has an answer; the words stand on the list itself. */
function markAnswered(form: HTMLFormElement): void {
  const item = itemOfForm(form);
  const selects = [...form.querySelectorAll("select")];
  const isFull = selects.length > 0 && selects.every(({ value }) => value !== "");
  const isAnswered = isFull || form.querySelector("input:checked") !== null;
  for (const link of listed().filter((link) => itemOf(link.href) === item)) {
    link.classList.toggle("answered", isAnswered);
    const state = link.querySelector<HTMLElement>("[data-answered]");
    if (state) state.textContent = (isAnswered ? state.dataset.answered : state.dataset.unanswered) ?? "";
  }
}

function listed(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".items a")];
}

function toOf(form: HTMLFormElement): string {
  return form.dataset.autosave ?? "";
}

function itemOfForm(form: HTMLFormElement): string {
  return form.closest<HTMLElement>("section[data-item]")?.dataset.item ?? "";
}

function itemOf(address: string): string | null {
  return new URL(address).searchParams.get("item");
}
