/** Why a supervisor may take a sign-off back; apart, since pages list them. */
export const withdrawalReasons = ["wrong-person", "wrong-day", "misjudged"] as const;

export type WithdrawalReason = (typeof withdrawalReasons)[number];
