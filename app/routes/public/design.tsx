import { useLoaderData } from "@remix-run/react";
import { Controls } from "#app/components/design/controls.tsx";
import { Parts } from "#app/components/design/parts.tsx";
import { Reading } from "#app/components/design/reading.tsx";
import { specimen } from "#app/components/design/specimen.server.ts";
import { Page } from "#app/components/ui/page.tsx";
import { notFound } from "#app/http.ts";
import { settings } from "#app/platform/settings.ts";

export const handle = { title: "Design" };

/** The components in each of their states; for developers alone. */
export function loader() {
  if (!settings().development) throw notFound();
  return specimen();
}

const chrome = {
  person: "robin",
  name: "Robin Ames",
  doors: [
    { key: "learn", label: "My learning", to: "#learn" },
    { key: "records", label: "Records", to: "#records" },
    { key: "search", label: "Search", to: "#search" },
  ],
};

export default function Design() {
  const { lesson, answers } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading="The parts"
      kicker="For developers"
      lead="Each component in each state."
    >
      <Parts />
      <Controls />
      <Reading lesson={lesson} answers={answers} />
    </Page>
  );
}
