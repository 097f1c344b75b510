import type { Node } from "./text.ts";

/** A private prompt in a lesson; what learners write on it is theirs alone. */
export interface Reflection {
  id: string;
  prompt: Node[];
}
