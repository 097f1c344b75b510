import type { Db } from "#db/open.ts";

/** What a transaction that is cut off rejects with. */
export class PowerCut extends Error {}

/**
 * The same database whose next transaction is cut off, at its statement of this number, or at its commit when it has
 * fewer: what it did is rolled back, as it is when the process dies.
 */
export function cutOff(db: Db, statement: number): Db {
  return insteadOf(db, { startTransaction: () => cuttingBuilder(db.startTransaction(), statement) });
}

/** The same database whose transactions commit as `around` has it, which is given the commit itself. */
export function aroundCommit(db: Db, around: (commit: () => Promise<void>) => Promise<void>): Db {
  return insteadOf(db, { startTransaction: () => watchedBuilder(db.startTransaction(), around) });
}

function watchedBuilder(builder: Builder, around: Parameters<typeof aroundCommit>[1]): Builder {
  return insteadOf(builder, {
    setIsolationLevel: (level: Level) => watchedBuilder(builder.setIsolationLevel(level), around),
    execute: async () => {
      const transaction = await builder.execute();
      const commit = () => ({ execute: () => around(() => transaction.commit().execute()) });
      return insteadOf(transaction, { commit });
    },
  });
}

type Builder = ReturnType<Db["startTransaction"]>;
type Level = Parameters<Builder["setIsolationLevel"]>[0];
type Transaction = Awaited<ReturnType<Builder["execute"]>>;

function cuttingBuilder(builder: Builder, statement: number): Builder {
  return insteadOf(builder, {
    setIsolationLevel: (level: Level) => cuttingBuilder(builder.setIsolationLevel(level), statement),
    execute: async () => cutting(await builder.execute(), statement),
  });
}

function cutting(transaction: Transaction, statement: number): Transaction {
  let statements = 0;
  return new Proxy(transaction, {
    get(target, name) {
      if (name === "commit") return () => ({ execute: () => Promise.reject(new PowerCut("at the commit")) });
      if (/^(select|insert|update|delete)/.test(String(name)) && ++statements >= statement)
        throw new PowerCut(`at statement ${statements}`);
      return ownOf(target, name);
    },
  });
}

/** The thing itself, but for these of its methods. */
function insteadOf<T extends object>(thing: T, methods: Record<string, unknown>): T {
  return new Proxy(thing, {
    get: (target, name) =>
      typeof name === "string" && Object.hasOwn(methods, name) ? methods[name] : ownOf(target, name),
  });
}

/** What a thing holds by this name; its private fields want the thing itself, not what stands before it. */
function ownOf(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === "function" ? value.bind(target) : value;
}
