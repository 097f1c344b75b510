import { addresses } from "#app/components/addresses.ts";
import { confirmation as say } from "#app/messages/account.ts";

/** Leads to giving one's password once more, and back here. */
export function ConfirmFirst({ from }: { from: string }) {
  return (
    <p>
      {say.first} <a href={addresses.confirm(from)}>{say.toConfirm}</a>
    </p>
  );
}
