/**
 * Text without what cannot be seen and might turn other text round (U+202E and its like); the two joiners that names
 * are written with are let through.
 */
export const visibleText = /^(?:\P{C}|[\u200c\u200d])*$/u;

/** One @ and a dot after it, and none of the signs that would make a mail's heading of it; at most 254 characters. */
export const emailSpelling =
  /^(?=.{1,254}$)[^\s@"<>(),;:\\[\]\p{C}]{1,64}@[^\s@"<>(),;:\\[\]\p{C}]+\.[^\s@"<>(),;:\\[\]\p{C}.]{2,}$/u;

/**
 * Whether a spreadsheet would take a cell for a formula, also behind the apostrophe that our own files put before one
 * (OWASP ASVS 5.0, 1.2.10).
 */
export function isFormula(cell: string): boolean {
  return /^'?[=+\-@\t\r]/.test(cell);
}
