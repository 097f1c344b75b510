/** The way through a long list, newest first: addresses of the page before and after, where there is one. */
export function Pagination({
  label,
  newer,
  older,
}: {
  label: string;
  newer?: { to: string; label: string };
  older?: { to: string; label: string };
}) {
  if (!newer && !older) return null;
  return (
    <nav className="pagination" aria-label={label}>
      {newer ? (
        <a href={newer.to} rel="prev">
          {newer.label}
        </a>
      ) : (
        <span />
      )}
      {older ? (
        <a href={older.to} rel="next">
          {older.label}
        </a>
      ) : null}
    </nav>
  );
}
