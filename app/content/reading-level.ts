import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";
import { countWords } from "./words.ts";

/** The Flesch-Kincaid grade of English text, to one decimal: school years that reading it asks for. 0 for no text. */
export function readingLevel(text: string): number {
  const word = countWords(text);
  if (word === 0) return 0;
  const sentence = Math.max(1, text.match(/[.!?]["”’)]*(?=\s|$)/g)?.length ?? 0);
  return Math.round(10 * fleschKincaid({ sentence, word, syllable: syllable(text) })) / 10;
}
