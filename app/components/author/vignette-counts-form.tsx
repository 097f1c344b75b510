import { vignettes } from "#app/messages/vignettes.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";

interface VignetteCountsFormProps {
  releases: { id: string; version: string }[];
  releaseId: string;
  /** "" is the whole practice. */
  groups: { id: string; name: string | null }[];
  group: string;
}

const words = vignettes.counted;

/** Which release and whose choices are shown. */
export function VignetteCountsForm({ releases, releaseId, groups, group }: VignetteCountsFormProps) {
  return (
    <Form method="get" inline label={words.show}>
      <Select
        name="release"
        label={words.release}
        value={releaseId}
        options={releases.map(({ id, version }) => ({ value: id, label: version }))}
      />
      <Select
        name="group"
        label={words.group}
        value={group === "" ? "all" : group}
        options={groups.map(({ id, name }) => ({ value: id === "" ? "all" : id, label: name ?? words.whole }))}
      />
      <Button kind="quiet">{words.show}</Button>
    </Form>
  );
}
