import type { Quality } from "#app/domain/course/vignette.ts";
import { vignettes } from "#app/messages/vignettes.ts";
import type { Fill, Piece } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Quiet, Section, Soft, Stack } from "../ui/layout.tsx";

/** What may be told of a vignette's choices, ready to be shown. */
export interface ShownCounts {
  id: string;
  title: string;
  finishers: number;
  scenes: ShownSceneCounts[];
}

interface ShownSceneCounts {
  id: string;
  number: number;
  text: Piece[];
  passed: number;
  options: { id: string; text: Piece[]; quality: Quality; chosen: number }[];
}

const words = vignettes.counted;

/** For each scene of a vignette, the share that chose each option; nothing below five people. */
export function CountedVignette({ vignette, agenda, fill }: { vignette: ShownCounts; agenda: string; fill: Fill }) {
  const { title, finishers, scenes } = vignette;
  return (
    <Section heading={title}>
      <Stack>
        <p>{finishers === 0 ? words.tooFew : words.finishers(finishers)}</p>
        <p>
          <a href={agenda}>
            {vignettes.agenda.open}
            <Quiet>{vignettes.agenda.about(title)}</Quiet>
          </a>
        </p>
        {finishers > 0 ? scenes.map((scene) => <CountedScene key={scene.id} scene={scene} fill={fill} />) : null}
      </Stack>
    </Section>
  );
}

function CountedScene({ scene, fill }: { scene: ShownSceneCounts; fill: Fill }) {
  const { number, text, passed, options } = scene;
  const caption = passed === 0 ? words.sceneOnly(number) : words.scene(number, passed);
  return (
    <div>
      {passed === 0 ? (
        <>
          <h3>{caption}</h3>
          <p>
            <Soft>{words.sceneTooFew}</Soft>
          </p>
        </>
      ) : (
        <DataTable
          caption={caption}
          rows={options}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "answer",
              label: words.answer,
              names: true,
              cell: ({ text }) => <Prose as="line" pieces={text} fill={fill} />,
            },
            { key: "kind", label: words.kind, cell: ({ quality }) => vignettes.quality[quality] },
            { key: "share", label: words.share, align: "end", cell: ({ chosen }) => words.shareOf(chosen, passed) },
          ]}
        />
      )}
      <Disclosure summary={words.whatHappens}>
        <Prose pieces={text} fill={fill} />
      </Disclosure>
    </div>
  );
}
