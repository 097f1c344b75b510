/** Why a sign-off may be taken back. Apart, since pages name them. */
export const withdrawalReasons = ["wrong-person", "wrong-day", "misjudged"] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];
