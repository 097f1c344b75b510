import type { ReactNode } from "react";
import type { Element, Node } from "#app/domain/course/text.ts";
import type { Course } from "#app/domain/course.ts";
import type { LegalModel } from "#app/domain/legal-model.ts";
import type { Hole } from "./pieces.ts";

/** What elements look up in their course. */
export type Sources = Pick<Course, "modules" | "glossary" | "references">;

/** For whom a text is made, where it reads differently. */
export interface Reader {
  legalModel: LegalModel | null;
}

/** What an element may use of its surroundings while it becomes HTML. */
export interface Setting {
  course: Sources;
  /** Whether citations lead to a reference list on the same page. */
  citesLink: boolean;
  /** The day on which a page that is made anew each time is read; without it nothing is told by dates. */
  today?: string;
  /** The mark that stands for a hole, in text or in an attribute. */
  hole: (hole: Hole) => string;
  /** An id that is unique in the page. */
  uniqueId: () => string;
  /** Children as React shows them. */
  show: (children: Node[] | undefined) => ReactNode;
}

export interface ElementProps {
  element: Element;
  setting: Setting;
}

/** An attribute that the compiler has made sure of; a release without it is broken. */
export function text(element: Element, attribute: string): string {
  const value = element.attributes?.[attribute];
  if (typeof value !== "string") throw new Error(`The element ${element.name} has no ${attribute}.`);
  return value;
}

export function optionalText(element: Element, attribute: string): string | undefined {
  const value = element.attributes?.[attribute];
  return typeof value === "string" ? value : undefined;
}

/** A number that the compiler has made sure of. */
export function number(element: Element, attribute: string): number {
  const value = optionalNumber(element, attribute);
  if (value === undefined) throw new Error(`The element ${element.name} has no ${attribute}.`);
  return value;
}

export function optionalNumber(element: Element, attribute: string): number | undefined {
  const value = element.attributes?.[attribute];
  return typeof value === "number" ? value : undefined;
}
