/**
 * Rows as comma-separated values (RFC 4180), or separated by what another list was. Text that a spreadsheet would take
 * for a formula begins with an apostrophe.
 */
export function toCsv(rows: string[][], delimiter = ","): string {
  return rows.map((row) => `${row.map((text) => cell(text, delimiter)).join(delimiter)}\r\n`).join("");
}

function cell(text: string, delimiter: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  const mustQuote = /["\r\n]/.test(harmless) || harmless.includes(delimiter);
  return mustQuote ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
