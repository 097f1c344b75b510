import fc from "fast-check";

/** What a learner, an author and the clock may do next. */
export type Act = Doing | { kind: "clock"; minutes: number } | { kind: "publish" | "move" | "publish and move" };

/** What a learner does, and what befalls it. */
export type Doing =
  | { kind: "open"; form: number; mishap: Mishap }
  | { kind: "save"; item: number; places: number[]; version: "none" | "next" | "same" | "stale"; mishap: Mishap }
  | { kind: "answer all" | "sit"; manners: Manner[]; mishap: Mishap }
  | { kind: "late saving"; item: number; mishap: Mishap }
  | { kind: "grant"; attempts: number; mishap: Mishap }
  | { kind: "submit" | "submit again"; mishap: Mishap }
  | { kind: "read"; lesson: number; isNew: boolean; mishap: Mishap }
  | { kind: "read what is asked"; mishap: Mishap };

/** `cut`: the transaction is rolled back, at its nth statement. `lost`: it is kept, and asked for again. */
export type Mishap = { kind: "none" | "lost" } | { kind: "cut"; at: number; again: boolean };
export type Manner = "right" | "wrong" | "half" | "all" | "part";

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Mishap>({ kind: "none" }) },
  { weight: 2, arbitrary: fc.constant<Mishap>({ kind: "lost" }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("cut"), at: fc.integer({ min: 1, max: 16 }), again: fc.boolean() }),
  },
);
/** How the items are answered, over and over; few sittings pass, so that the policy has something to say. */
const manners = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Manner[]>(["right"]) },
  { weight: 1, arbitrary: fc.constant<Manner[]>(["wrong", "part"]) },
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom<Manner>("right", "wrong", "half", "all"), { minLength: 1, maxLength: 8 }),
  },
);
const places = fc.array(fc.nat(5), { maxLength: 5 });
const version = fc.constantFrom<"none" | "next" | "same" | "stale">("none", "next", "same", "stale", "stale");

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("open"), form: fc.nat(9), mishap }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("save"), item: fc.nat(4), places, version, mishap }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("late saving"), item: fc.integer({ min: 1, max: 3 }), mishap }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("answer all"), manners, mishap }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("sit"), manners, mishap }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("submit", "submit again"), mishap }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("grant"), attempts: fc.integer({ min: 1, max: 2 }), mishap }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("read"), lesson: fc.nat(2), isNew: fc.boolean(), mishap }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("read what is asked"), mishap }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("clock"), minutes: fc.integer({ min: -20, max: 60 }) }) },
  { weight: 3, arbitrary: fc.constantFrom<Act>({ kind: "publish" }, { kind: "move" }, { kind: "publish and move" }) },
);
