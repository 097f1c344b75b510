/** Tells a password manager whose password the form is about; not seen, not sent. */
export function Username({ email }: { email: string }) {
  return <input type="email" autoComplete="username" defaultValue={email} readOnly hidden />;
}
