/** Letters that stand for others where a keyboard lacks them, and that no decomposition takes apart. */
const plain: Record<string, string> = {
  ß: "ss",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ı: "i",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** Whether two spellings are one name: capitals, accents, blanks, signs between the parts and their order set aside. */
export function isSameName(kept: string, typed: string): boolean {
  const parts = partsOf(kept);
  return parts !== "" && parts === partsOf(typed);
}

function partsOf(name: string): string {
  const letters = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    // An apostrophe joins: O'Connor is often written OConnor.
    .replace(/['’ʼ`´]/g, "")
    .replace(/[ßøđðłħıæœþ]/g, (letter) => plain[letter] ?? letter);
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(" ");
}
