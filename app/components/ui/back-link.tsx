/** Up one level, named by where it leads. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <a className="back" href={to}>
      <span aria-hidden="true">← </span>
      {children}
    </a>
  );
}
