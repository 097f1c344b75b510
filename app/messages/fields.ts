import type { WeakPassword } from "#app/domain/password.ts";

/** What is said beside a field that cannot be taken, wherever it stands. */
export const fields = {
  nameMissing: "Enter a name.",
  teamMissing: "Give the team a name.",
  practiceMissing: "Enter the practice's name.",
  contactMissing: "Enter how the practice is reached.",
  emailMissing: "Enter an e-mail address.",
  emailUnlike:
    "This does not look like an e-mail address. It has one @ and a dot after it, as in name@practice.example.",
  senderLikeAddress: "Choose a name without @, < and >: it must not look like an e-mail address.",
  passwordMissing: "Enter a password.",
  tooLong: "This is too long to be kept.",
  unseen: "Leave out characters that cannot be seen.",
  oneLine: "Write this on one line.",
  zoneUnknown: "Choose a time zone from the list.",
  roleUnknown: "Choose a role from the list.",
  formStale: "Open the page again and send it once more.",
} as const;

/** Why a password cannot be kept, and what to do instead. */
export const weakPasswords: Record<WeakPassword, string> = {
  "too-short": "This password is too short. Use 15 characters or more; four or five unusual words do well.",
  "too-long": "This password is too long. Use up to 200 characters.",
  repeats: "This password repeats a shorter text, so it is guessed as fast as that. Use four or five unusual words.",
  common:
    "This password is made only of words, names or rows of keys that are tried first. Add an unusual word or two that have nothing to do with you or the practice.",
};

export const passwordHint =
  "15 characters or more. Four or five unusual words do well; capitals and digits are not needed.";
