/**
 * `[data-signed-in]`: a signed-in page that Back brings out of the browser's memory asks the server again, so that
 * nothing shows after sign-out.
 */
export function enhanceBack(): void {
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("[data-signed-in]")) location.reload();
  });
}
