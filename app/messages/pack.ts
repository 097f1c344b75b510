import type { PackFacts } from "#app/domain/evidence/pack.ts";
import { countInWords } from "./amounts.ts";

/** The words inside an evidence pack: whoever opens it knows nothing of this software. */
export const pack = {
  columns: {
    number: "entry",
    code: "record",
    state: "state",
    name: "name",
    licences: "licences",
    course: "course",
    version: "version",
    release: "content hash",
    completed: "completed",
    zone: "time zone",
    issued: "issued",
    hours: "hours",
    unit: "unit",
    category: "category",
    module: "module",
    objective: "objective",
    words: "what the learner can do",
    items: "items in the bank",
    drawn: "asked in one sitting",
    passMark: "pass mark in %",
  },
  states: { holds: "holds", replaced: "replaced by a later record", revoked: "revoked" },
  kinds: { single: "one answer", multiple: "several answers", matching: "matching", ordering: "ordering" },
  byPrinciple: "drawn by principle",
  withdrawn: "withdrawn",
  readme: ({ madeAt, records, withoutCertificate, size, signer, isOwn }: PackFacts) => `Evidence pack, made ${madeAt}
${countInWords(records, "record")}, from a log with ${countInWords(size, "entry", "entries")}.

What is in it
  records/        a proof for each record: it stands in the signed log, what it says, and
                  whether it was revoked or replaced by the time this pack was made
  certificates/   the certificate of each record, as it was first drawn (PDF)
${isOwn ? ownContents : wholeContents}
  log/, keys/     the log as it was last signed, and the public keys
  manifest.txt    the SHA-256 of every file, signed

How to check it, without a network
  In any copy of this software: npm run attune -- verify PACK.zip --key KEYS
  KEYS is the practice's evidence.pub, got from the practice by another way than this
  pack. Without it the check says that nothing pins the key.
  Signed by ${signer}.
  By hand: \`grep -E '^[0-9a-f]{64}  ' manifest.txt | sha256sum -c\` compares the files with
  the manifest, and says OK of each. Whether the manifest is the practice's, only verify tells.
${missing(withoutCertificate)}
What came after ${madeAt} no file can tell: each record has a page
with the practice that says how it stands today; its certificate has the address.

It holds names. Keep it as you keep other records of people.
`,
} as const;

const wholeContents = `  register.csv    the records in a table; register.json is the same for programs
  releases/       for each release of a course: its syllabus, what its quizzes measure, and
                  what evaluations told, from five people up. No question of a quiz is in it.`;

const ownContents = `  credential.jwt  the record as an Open Badge
  status/         the list by which it says whether it holds
  releases/       the syllabus of the course`;

function missing(codes: string[]): string {
  if (codes.length === 0) return "";
  return `
Without a certificate in this pack, since the name was withdrawn or the certificate was
not drawn yet or had to be drawn again:
${codes.map((code) => `  ${code}\n`).join("")}`;
}
