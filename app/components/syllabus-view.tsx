import { type Changes, type Difference, hasChanges } from "#app/domain/syllabus/changes.ts";
import type { ReadSyllabus } from "#app/domain/syllabus.ts";
import { syllabus as words } from "#app/messages/syllabus.ts";
import { SyllabusText } from "./syllabus-text.tsx";
import { Section, Stack } from "./ui/layout.tsx";
import { Notice } from "./ui/notice.tsx";

/** What has changed since a release, and its syllabus as it was kept, with the file to download. */
export function SyllabusView({ read, file }: { read: ReadSyllabus; file: string | null }) {
  const { text, hash, isIntact, changes } = read;
  return (
    <Stack gap="large">
      {isIntact ? null : <Notice kind="attention">{words.broken}</Notice>}
      <Section heading={words.changesHeading}>
        {changes ? <ChangesSince changes={changes} /> : <p>{words.noneSince}</p>}
      </Section>
      <Section heading={words.kept}>
        {file ? (
          <p>
            <a href={file}>{words.download}</a>
          </p>
        ) : null}
        <p className="code-line">
          {words.fingerprint}: <code>{hash}</code>
        </p>
        <SyllabusText text={text} />
      </Section>
    </Stack>
  );
}

function ChangesSince({ changes }: { changes: Changes }) {
  const { to, notes, hours, objectives, modules, references } = changes;
  if (!hasChanges(changes)) return <p>{words.nothing(to)}</p>;
  const moduleLines = [
    ...linesOf(modules),
    ...modules.renamed.map(({ from, to }) => words.renamed(from, to)),
    ...modules.minutes.map(({ title, from, to }) => words.minutes(title, from, to)),
  ];
  return (
    <>
      <p>{words.compared(to)}</p>
      <Lines heading={words.notes} lines={notes.map(({ version, text }) => words.noteOf(version, text))} />
      {hours ? <p>{words.hours(String(hours.from), String(hours.to))}</p> : null}
      <Lines heading={words.objectives} lines={linesOf(objectives)} />
      <Lines heading={words.modules} lines={moduleLines} />
      <Lines heading={words.references} lines={linesOf(references)} />
    </>
  );
}

function Lines({ heading, lines }: { heading: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <ul data-course="">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function linesOf({ added, removed }: Difference): string[] {
  return [...added.map(words.added), ...removed.map(words.removed)];
}
