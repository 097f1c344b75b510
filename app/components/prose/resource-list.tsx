import { learn } from "#app/messages/learn.ts";
import { Soft, Stack } from "../ui/layout.tsx";
import { writtenDate } from "./elements/jurisdiction.tsx";
import { LessonReferences } from "./lesson-references.tsx";
import type { Fill } from "./pieces.ts";
import { Prose } from "./prose.tsx";
import type { ShownResources } from "./rendered-resources.server.ts";

const words = learn.resources;

interface ResourceListProps {
  resources: ShownResources;
  language: string;
  fill: Fill;
}

/** The directory with what it cites. */
export function ResourceList({ resources: { reviewed, body, references }, language, fill }: ResourceListProps) {
  return (
    <Stack gap="large">
      <div lang={language}>
        <Prose pieces={body} fill={fill} />
        <LessonReferences references={references} fill={fill} />
      </div>
      <p>
        <Soft>{reviewed ? words.reviewedOn(writtenDate(reviewed)) : words.notReviewed}</Soft>
      </p>
    </Stack>
  );
}
