/** Text, or an element: a plain HTML element name or one of Attune's own (see app/components/prose). */
export type Node = string | Element;

export interface Element {
  name: string;
  attributes?: Record<string, string | number | boolean>;
  children?: Node[];
}
