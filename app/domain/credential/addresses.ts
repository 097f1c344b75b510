import { hashToken } from "#app/platform/chance.ts";

/** Where anybody finds what a credential refers to. They hold ids; none leads to a person. */
export function credentialAddresses(url: string) {
  return {
    issuer: `${url}/credentials/issuer`,
    keys: `${url}/credentials/keys`,
    achievement: (id: string) => `${url}/credentials/achievement/${id}`,
    status: (list: number) => `${url}/credentials/status/${list}`,
  };
}

/**
 * The id of a release as something to achieve. Under a neutral title it is another, from which nobody finds the full
 * one: a credential must not tell what its certificate leaves out.
 */
export function achievementId(releaseId: string, title: "full" | "neutral"): string {
  return title === "full" ? releaseId : hashToken(`neutral ${releaseId}`);
}
