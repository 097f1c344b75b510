/** A polite live region that stands before anything is said in it, so that every reader of screens hears it. */
const region = document.createElement("p");
region.className = "quiet";
region.setAttribute("role", "status");
document.body.append(region);

/** Says something to who listens to the page; the same words twice are said twice. */
export function announce(words: string): void {
  region.textContent = "";
  setTimeout(() => {
    region.textContent = words;
  }, 50);
}
