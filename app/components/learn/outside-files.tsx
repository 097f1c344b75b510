import type { ListedFile } from "#app/domain/outside-certificate/files.ts";
import { mostFiles } from "#app/domain/outside-certificate/limits.ts";
import { transcript } from "#app/messages/transcript.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { FileField } from "../ui/file-field.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Section, Stack } from "../ui/layout.tsx";
import { evidenceTypes } from "./outside-form.tsx";

const words = transcript.outside;

interface OutsideFilesProps {
  certificateId: string;
  files: ListedFile[];
  formKey: string;
  refused?: { errors: Errors; typed: Typed };
}

/** The files of a certificate from elsewhere: to download, to delete, and to add to. */
export function OutsideFiles({ certificateId, files, formKey, refused }: OutsideFilesProps) {
  return (
    <Section heading={words.filesHeading} id="files">
      <Stack>
        {files.map(({ id, type, size }, at) => (
          <div key={id}>
            <p>
              <a href={addresses.outsideFile(certificateId, id)}>
                {words.download}: {words.fileOf(at + 1, words.fileKinds[type], Math.max(1, Math.round(size / 1000)))}
              </a>
            </p>
            <Form intent="delete-file" hidden={{ file: id }}>
              <Button kind="quiet">{words.deleteFile(at + 1)}</Button>
            </Form>
          </div>
        ))}
        {files.length < mostFiles || refused ? (
          <Form intent="add-file" formKey={formKey} withFile errors={refused?.errors}>
            <FileField name="file" label={words.addFile} hint={words.fileHint} accept={evidenceTypes} />
            <Button kind="quiet">{words.addFile}</Button>
          </Form>
        ) : (
          <p>{words.noMoreFiles}</p>
        )}
      </Stack>
    </Section>
  );
}
