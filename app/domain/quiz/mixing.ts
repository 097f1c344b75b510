/** How a sitting mixes: `again` draws apart from `mix`; `asWritten` where the author's order may stay. */
export interface Mixing {
  mix: Mix;
  again: Mix;
  asWritten: boolean;
}

export type Mix = <T>(all: T[]) => T[];
