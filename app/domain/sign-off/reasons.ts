/** Why a sign-off may be taken back. Apart from its acts, since the pages that list them may not carry those along. */
export const withdrawalReasons = ["wrong-person", "wrong-day", "misjudged"] as const;

export type WithdrawalReason = (typeof withdrawalReasons)[number];
