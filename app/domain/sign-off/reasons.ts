/** Why a sign-off may be withdrawn: what a supervisor chooses from. Apart from the acts, so that a page may list it. */
export const withdrawalReasons = ["wrong-person", "wrong-day", "misjudged"] as const;

export type WithdrawalReason = (typeof withdrawalReasons)[number];
