import { guessedWords, keyboardRows } from "./password-words.ts";

/** repeats: a shorter text over and over. common: nothing but words, names and rows of keys that are tried first. */
export type Guessable = "repeats" | "common";

/** How long a text must be to stand for itself when it is repeated: as long as a password. */
const longEnough = 15;

/**
 * Why a long password is guessed all the same; `undefined` when it is not. Case, accents, digits and punctuation do
 * not help ("P@ssw0rd-Passw0rd 2026!"). `context` is what belongs to the person and the practice: names, an address.
 * Lists of leaked passwords hold next to none of fifteen characters; those they hold are made in these ways.
 */
export function findGuessable(password: string, context: string[]): Guessable | undefined {
  const text = fold(password);
  const letters = [...text].filter(isLetter).join("");
  if (isRepetition(text) || (letters.length * 2 >= text.length && isRepetition(letters))) return "repeats";
  if (letters === "") return isMadeOf(text, { words: dates, mayRest: isMark }) ? "common" : undefined;
  const words = [...guessedWords, ...context.flatMap(wordsOf)];
  const mayRest = (character: string) => !isLetter(character);
  return isMadeOf(text, { words, mayRest }) || isMadeOf(letters, { words, mayRest }) ? "common" : undefined;
}

/** What long numbers are made of: years, and days of the year both ways round. */
const dates = [
  ...Array.from({ length: 131 }, (_, year) => String(1920 + year)),
  ...Array.from({ length: 12 * 31 }, (_, day) => [
    twoDigits(1 + (day % 12)),
    twoDigits(1 + Math.floor(day / 12)),
  ]).flatMap(([month, day]) => [`${month}${day}`, `${day}${month}`]),
];

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/** Without case and accents: Ünïcode and unicode are guessed alike. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words of a name or an address, and all of it as one. */
function wordsOf(text: string): string[] {
  const parts = fold(text)
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length >= 3);
  return [...parts, parts.join("")].filter(Boolean);
}

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}

function isMark(character: string): boolean {
  return !/[\p{L}\p{N}]/u.test(character);
}

/** Whether a text is a shorter one over and over, or has fewer than five different characters. */
function isRepetition(text: string): boolean {
  const characters = [...text];
  if (characters.length > 0 && new Set(characters).size < 5 && characters.length >= longEnough) return true;
  const longestUnit = Math.min(longEnough - 1, Math.floor(characters.length / 2));
  for (let unit = 1; unit <= longestUnit; unit++) {
    if (characters.every((character, at) => at < unit || character === characters[at - unit])) return true;
  }
  return false;
}

/** Whether the whole text can be read as these words and as walks over the keyboard, with `mayRest` in between. */
function isMadeOf(
  text: string,
  { words, mayRest }: { words: string[]; mayRest: (character: string) => boolean },
): boolean {
  const characters = [...text];
  const reached = new Set([0]);
  for (let at = 0; at < characters.length; at++) {
    if (!reached.has(at)) continue;
    if (mayRest(characters[at] ?? "")) reached.add(at + 1);
    for (const word of words) if (readsAs(characters, at, word)) reached.add(at + word.length);
    for (let length = 3; length <= walkFrom(characters, at); length++) reached.add(at + length);
  }
  return reached.has(characters.length);
}

/** Whether a word stands here, also with digits and marks for its letters. */
function readsAs(characters: string[], at: number, word: string): boolean {
  for (let step = 0; step < word.length; step++) {
    const character = characters[at + step];
    const letter = word.charAt(step);
    if (character === undefined || (character !== letter && !standsFor[character]?.includes(letter))) return false;
  }
  return true;
}

const standsFor: Record<string, string> = {
  "0": "o",
  "1": "il",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "il",
  "|": "il",
  "+": "t",
};

/** How many characters from here on are one walk: a row of keys, the alphabet, either way, or one key again. */
function walkFrom(characters: string[], at: number): number {
  const walks = keyboardRows.map((row) => {
    let length = 0;
    let place = row.indexOf(characters[at] ?? " ");
    while (place !== -1 && place < row.length && row[place] === characters[at + length]) {
      length++;
      place++;
    }
    return length;
  });
  let same = 1;
  while (characters[at + same] !== undefined && characters[at + same] === characters[at]) same++;
  return Math.max(same, ...walks);
}
