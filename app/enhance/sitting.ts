import { type Saving, savingTo } from "./saving.ts";

/**
 * A quiz in one page. `form[data-autosave]`: a change is saved (saving.ts), with its words in `[data-saved]`.
 * `section[data-item=N]`: the items, of which one is shown; links to this address with `?item=N` and the forms' own
 * buttons lead from one to the other without leaving the page, so that answering goes on while there is no connection.
 * The last form is sent as it is, once everything is saved. `.items` lists the items (ui/item-list.tsx).
 */
export function enhanceSitting(): void {
  const region = document.querySelector<HTMLElement>("[data-saved]");
  const forms = document.querySelectorAll<HTMLFormElement>("form[data-autosave]");
  if (!region || forms.length === 0) return;
  const saving = savingTo(region);
  for (const form of forms) {
    form.addEventListener("change", () => {
      saving.changed(form);
      markAnswered(form);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void goOn(form, saving);
    });
  }
  document.addEventListener("click", passOverSecond, true);
  document.addEventListener("click", (event) => followLink(event, saving));
  addEventListener("popstate", () => show(itemOf(location.href)));
  addEventListener("beforeunload", (event) => {
    if (saving.isUnsaved() && !navigator.onLine) event.preventDefault();
  });
}

/** The second click of a double click was meant for what has just gone, not for the item now in its place. */
function passOverSecond(event: MouseEvent): void {
  if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest("[data-item]")) return;
  event.preventDefault();
  event.stopPropagation();
}

/** To the next item on this page; after the last, on to where the form leads. */
async function goOn(form: HTMLFormElement, saving: Saving): Promise<void> {
  const next = form.querySelector<HTMLAnchorElement>("a[rel=next]");
  if (next && show(itemOf(next.href))) return history.pushState(null, "", next.href);
  if (await saving.flush()) form.submit();
}

/** Within the page where the item is here; elsewhere once everything is saved. */
function followLink(event: MouseEvent, saving: Saving): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const { origin, pathname, href } = new URL(link.href, location.href);
  if (origin !== location.origin) return;
  if (pathname === location.pathname && show(itemOf(href))) {
    event.preventDefault();
    history.pushState(null, "", href);
  } else if (pathname !== location.pathname && saving.isUnsaved()) {
    event.preventDefault();
    void saving.flush().then((isSaved) => isSaved && location.assign(href));
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
  const item = form.closest<HTMLElement>("section[data-item]")?.dataset.item;
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

function itemOf(address: string): string | null {
  return new URL(address).searchParams.get("item");
}
