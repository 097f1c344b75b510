import type { Element } from "#app/domain/course/text.ts";
import { prose } from "#app/messages/prose.ts";
import { type ElementProps, type Setting, text } from "../setting.ts";

const words = prose.selfAssessment;

/**
 * Statements to rate for oneself, with what the points say. It is no form, so nothing of it can be sent; where the
 * script does not run, the points stand beside each answer and the guide says how they add up.
 */
export function SelfAssessment({ element, setting }: ElementProps) {
  const parts = (element.children ?? []).filter((child) => typeof child === "object");
  const scales = parts.filter(({ name }) => name === "scale");
  const bands = parts.filter(({ name }) => name === "band");
  const lead = (element.children ?? []).filter((child) => typeof child === "string" || !isPart(child));
  return (
    <section className="check self-assessment" aria-label={words.label} data-self-assessment>
      {setting.show(lead)}
      {scales.map((scale, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the scales of a release never change their order
        <Scale key={at} scale={scale} hasPoints={bands.length > 0} setting={setting} />
      ))}
      {bands.length > 0 ? <Guide scales={scales} bands={bands} setting={setting} /> : null}
      <p className="soft">{words.nothingSent}</p>
    </section>
  );
}

/** Its radio buttons belong to no form. Firefox would fill them in again for whoever comes next. */
function Scale({ scale, hasPoints, setting }: { scale: Element; hasPoints: boolean; setting: Setting }) {
  const name = setting.uniqueId();
  return (
    <fieldset className="scale">
      <legend>{setting.show(scale.children)}</legend>
      <div className="scale-labels">
        {labelsOf(scale).map((label, points) => (
          <label className="choice" key={label}>
            <input type="radio" name={name} value={points} autoComplete="off" />
            <span className="choice-text">
              {label}
              {hasPoints ? <span className="soft"> ({points})</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Guide({ scales, bands, setting }: { scales: Element[]; bands: Element[]; setting: Setting }) {
  const most = scales.reduce((sum, scale) => sum + labelsOf(scale).length - 1, 0);
  return (
    <div className="guide">
      <p data-how>{words.how(most)}</p>
      <p className="guide-sum" role="status" data-sum={words.sum} data-open={words.open} data-applies={words.applies} />
      <dl>
        {bands.map(({ attributes = {}, children }) => (
          <div key={String(attributes.from)} data-from={attributes.from} data-to={attributes.to}>
            <dt>{words.points(Number(attributes.from), Number(attributes.to))}</dt>
            <dd>{setting.show(children)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function labelsOf(scale: Element): string[] {
  // As the tag has them: the compiler has made sure of two at least.
  return text(scale, "labels").split(" / ");
}

function isPart({ name }: Element): boolean {
  return name === "scale" || name === "band";
}
