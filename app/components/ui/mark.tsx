/** The project's mark: the umbrella of the sex workers' rights movements. On public and printed pages only. */
export function Umbrella() {
  return (
    <svg className="umbrella" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" fill="none">
      <path
        d="M4 17C4 9.8 9.4 5 16 5s12 4.8 12 12c-1.6-1.7-3.6-2.2-6-1.2-1.6-1.6-3.6-2.3-6-2.3s-4.4.7-6 2.3C7.6 14.8 5.6 15.3 4 17Z"
        fill="currentColor"
      />
      <path d="M16 3v2M16 14v10.5a2.7 2.7 0 0 0 5.4 0" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}

/** The plain sign of signed-in pages, which says nothing to who looks over a shoulder. */
export function Dot() {
  return <span className="dot" aria-hidden="true" />;
}
