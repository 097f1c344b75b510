/**
 * `[data-place]` (a lesson's text): the heading one reads under is kept, so that Continue leads back to it. Posts
 * `intent=place` and `anchor` to the page's own address when it has changed, at most every five seconds, and on
 * leaving. What cannot be kept is not worth a word.
 */
export function enhanceReadingPlace(): void {
  const text = document.querySelector("[data-place]");
  const headings = text ? [...text.querySelectorAll<HTMLElement>(".prose :is(h2, h3, h4)[id]")] : [];
  if (headings.length === 0) return;

  // Under the heading that is last above the upper third of the screen.
  const placeNow = () =>
    headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3)?.id ?? "";

  let place = decodeURIComponent(location.hash.slice(1));
  let kept = place;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLaidOut = false;

  const keep = () => {
    timer = undefined;
    if (place === kept) return;
    kept = place;
    const body = new URLSearchParams({ intent: "place", anchor: place });
    fetch(location.pathname, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  };
  const look = () => {
    isLaidOut = true;
    place = placeNow();
    if (place !== kept && timer === undefined) timer = setTimeout(keep, 5000);
  };

  const observer = new IntersectionObserver(look, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of headings) observer.observe(heading);
  // Whoever leaves at once after scrolling leaves before the observer has told.
  addEventListener("pagehide", () => {
    if (isLaidOut) place = placeNow();
    keep();
  });
}
