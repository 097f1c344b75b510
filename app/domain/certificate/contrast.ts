/** The least contrast of text (WCAG 2.2, 1.4.3). */
const least = 4.5;

/** Whether text in this colour, as #rrggbb, can be read on white paper: a contrast of 4.5 to 1 at least. */
export function isReadableOnWhite(colour: string): boolean {
  return contrastOnWhite(colour) >= least;
}

/** The contrast with white, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOnWhite(colour: string): number {
  const [red = 255, green = 255, blue = 255] = (/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? [])
    .slice(1)
    .map((pair) => Number.parseInt(pair, 16));
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return 1.05 / (luminance + 0.05);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
