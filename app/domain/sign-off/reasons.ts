/** Why a sign-off may be taken back: what its supervisor chooses from. Apart, so that a page can name them all. */
export const withdrawalReasons = ["wrong-person", "wrong-day", "misjudged"] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];
