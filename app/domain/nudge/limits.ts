/** Days after which somebody may be nudged again, whoever did it before. */
export const nudgePause = 3;

/** The most characters of the sentence that goes along. */
export const longestSentence = 300;
