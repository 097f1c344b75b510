import { shared } from "#app/messages/shared.ts";

/** What must be mended before the form can be taken, each message a link to its field. Shows nothing without errors. */
export function ErrorSummary({ errors }: { errors: { field: string; message: string }[] }) {
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert">
      <p className="error-summary-title">{errors.length === 1 ? shared.oneThingToMend : shared.thingsToMend}</p>
      <ul className="error-summary-list">
        {errors.map(({ field, message }) => (
          <li key={field}>{field === "form" ? message : <a href={`#${fieldId(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

/** The id of a field's first control. */
export function fieldId(name: string) {
  return `field-${name}`;
}
