import type { RecordState } from "#app/domain/verification.ts";

/** What is said to whoever verifies a record. Neutral: nothing in it says what a course is about but its title. */
export const verification = {
  title: "Verify a record",
  heading: "Verify a record",
  lead: "Type the number of a certificate to see whether its record holds.",
  code: "Certificate number",
  codeHint: "26 letters and digits, as printed. Groups and small letters do not matter.",
  codeMissing: "Type the number of the certificate.",
  look: "Look it up",
  again: "Verify another record",
  unknownHeading: "No record has this number",
  unknown: "Check the number against the certificate, letter by letter. If it is right, ask whoever issued it.",
  asked: "You asked for",
  throttled: "There were too many wrong numbers or names from your network. Wait a quarter of an hour, then try again.",
  stateHeadings: {
    valid: "This record is valid",
    expired: "This record has expired",
    replaced: "This record was replaced",
    revoked: "This record was revoked",
    withdrawn: "This record stands without a name",
  } satisfies Record<RecordState, string>,
  states: {
    valid: "It was issued as shown here and holds today. Compare each line with the certificate in front of you.",
    expired: "It was issued as shown here, and was valid until the day named below. Ask its owner for a later one.",
    replaced: "A corrected record took its place. Ask its owner for the later certificate.",
    revoked: "Do not rely on it. Its issuer can say more.",
    withdrawn:
      "The name was deleted at its owner’s wish or at the end of its time. The rest holds, and no name can be checked.",
  } satisfies Record<RecordState, string>,
  endedOn: { valid: "", replaced: "Replaced", revoked: "Revoked", expired: "", withdrawn: "" } satisfies Record<
    RecordState,
    string
  >,
  correction: "in place of an earlier certificate",
  validUntil: "Valid until",
  expiredAfter: "Expired after",
  course: "Course",
  version: "Release",
  completed: "Completed",
  issued: "Issued",
  issuer: "Issued by",
  name: "Name",
  approval: "Approval",
  nameHeading: "Check the name",
  nameText: "This page shows no name. Type the one on the certificate to learn whether it is the one on the record.",
  nameField: "Name on the certificate",
  nameHint: "Capitals, accents and the order of its parts do not matter. What you type is not kept.",
  nameMissing: "Type the name on the certificate.",
  check: "Check the name",
  matches: "The name is the one on the record.",
  differs: "This is not the name on the record. Check how it is written on the certificate.",
} as const;
