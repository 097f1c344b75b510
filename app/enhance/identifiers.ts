/**
 * By what somebody could be recognised, each with how it is often written. Hints, not proof: they miss and they err. Every part
 * that repeats is bounded, so that a long text is looked through as it is typed.
 */
const patterns = {
  name: /\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof)\b\.?\s+\p{Lu}\p{Ll}+|\b(?:[Cc]lient|[Pp]atient|called|named)(?:,|\s+is)?\s+(?!I\b|The\b|Then\b|And\b|But\b)\p{Lu}\p{Ll}+/u,
  date: /\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b|\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d{2}\b|\b(?:DOB|d\.o\.b|born on)\b/u,
  phone: /(?:\+|\b0|\(\d{2,5}\)\s?|\b\d{3}[-. ])\d(?:[\s().-]?\d){6,14}\b/u,
  address:
    /\b\d{1,5}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’-]{1,40}\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Close|Way|Place|Terrace|Crescent|Boulevard|Blvd|Square)\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/u,
  email: /[^\s@]{1,64}@[^\s@]{1,200}\.\p{L}{2,}|(?<=^|\s)@\w{3,}/u,
  number:
    /\b(?:case|file|record|claim|docket|policy|insurance|NHS|MRN|SSN)\b(?:\s+(?:no|number|id))?[\s.:#]*[A-Z]{0,4}[-/ ]?\d{3,}|\b\d{3}-\d{2}-\d{4}\b/iu,
};

export type Identifier = keyof typeof patterns;

/** What in a text looks as if it could tell who somebody is. */
export function identifiersIn(text: string): Identifier[] {
  const kinds: Identifier[] = ["name", "date", "phone", "address", "email", "number"];
  return kinds.filter((kind) => patterns[kind].test(text));
}
