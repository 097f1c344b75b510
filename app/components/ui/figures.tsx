/** A few numbers at a glance, each with its words. */
export function Figures({ figures }: { figures: { value: string | number; label: string }[] }) {
  return (
    <dl className="figures">
      {figures.map(({ value, label }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
