import { randomBytes } from "node:crypto";
import type BetterSqlite from "better-sqlite3";
import { decrypt, encrypt } from "./cipher.ts";
import { newServerKey, readServerKeys, type ServerKey, writeServerKeys } from "./server-key.ts";

interface Wrapped {
  person_id: string;
  server_key: string;
  ciphertext: string;
  nonce: string;
}

/** The keys of people in an open `keys.db`, each wrapped by a server key of the folder's file. */
export class PersonKeys {
  private readonly sqlite: BetterSqlite.Database;
  private readonly folder: string;
  private read: ServerKey[] = [];

  constructor(sqlite: BetterSqlite.Database, folder: string) {
    this.sqlite = sqlite;
    this.folder = folder;
    sqlite.exec(
      "create table if not exists person_key (person_id text primary key, server_key text not null, ciphertext text not null, nonce text not null) strict",
    );
    sqlite.exec("create index if not exists person_key_server on person_key (server_key)");
    sqlite.exec("create table if not exists ended_key (person_id text primary key, ended_at text not null) strict");
  }

  find(personId: string): Buffer | undefined {
    const row = this.row(personId);
    return row && this.unwrap(row);
  }

  /** Two processes at once make one key: the second waits for the first and finds its row. */
  findOrMake(personId: string): Buffer | undefined {
    return this.find(personId) ?? this.sqlite.transaction(() => this.make(personId)).immediate();
  }

  forget(personId: string): void {
    this.sqlite.prepare("delete from person_key where person_id = ?").run(personId);
    this.emptyLog();
  }

  end(personId: string, now: Date): boolean {
    this.sqlite.prepare("insert or replace into ended_key values (?, ?)").run(personId, now.toISOString());
    this.forget(personId);
    return true;
  }

  endedAt(personId: string): string | undefined {
    const find = this.sqlite.prepare<[string], { ended_at: string }>(
      "select ended_at from ended_key where person_id = ?",
    );
    return find.get(personId)?.ended_at;
  }

  /** Wraps every key anew; undefined, and nothing changed, where one of them does not open. */
  rotate(): number | undefined {
    const turned = this.sqlite.transaction(() => this.rewrap()).immediate();
    if (!turned) return undefined;
    this.sqlite.transaction(() => this.dropAllBut(turned.present)).immediate();
    this.emptyLog();
    return turned.wrapped;
  }

  /** The server keys that people's keys need, and whether each is here. */
  needed(): { isHere: boolean }[] {
    return this.wrappers().map((id) => ({ isHere: this.serverKey(id) !== undefined }));
  }

  private make(personId: string): Buffer | undefined {
    if (this.row(personId)) return this.find(personId);
    const [present] = this.soundKeys();
    if (!present) return undefined;
    const made = randomBytes(32);
    this.put(present, personId, made);
    return made;
  }

  private rewrap(): { present: ServerKey; wrapped: number } | undefined {
    const standing = this.soundKeys();
    const opened = this.rows().map((row) => ({ personId: row.person_id, key: this.unwrap(row) }));
    const readable = opened.flatMap(({ personId, key }) => (key ? [{ personId, key }] : []));
    if (standing.length === 0 || readable.length < opened.length) return undefined;
    const present = newServerKey();
    // Both stand in the file until every key is wrapped anew: whatever stops this, each of them opens.
    writeServerKeys(this.folder, [present, ...standing]);
    for (const { personId, key } of readable) this.put(present, personId, key);
    return { present, wrapped: readable.length };
  }

  private dropAllBut(present: ServerKey): void {
    if (this.wrappers().every((id) => id === present.id)) writeServerKeys(this.folder, [present]);
  }

  /**
   * The server keys, all those that people's keys need among them; else none, so that nothing new is wrapped: a key
   * that somebody finds again must not meet two. Asked under the file's lock, under which a rotation writes.
   */
  private soundKeys(): ServerKey[] {
    const needed = this.wrappers();
    const found = readServerKeys(this.folder);
    if (found === undefined && needed.length === 0) writeServerKeys(this.folder, [newServerKey()]);
    this.read = readServerKeys(this.folder) ?? [];
    return needed.every((id) => this.read.some((key) => key.id === id)) ? this.read : [];
  }

  /** Another process may have turned the key since the file was read. */
  private serverKey(id: string): ServerKey | undefined {
    if (!this.read.some((key) => key.id === id)) this.read = readServerKeys(this.folder) ?? [];
    return this.read.find((key) => key.id === id);
  }

  private unwrap(row: Wrapped): Buffer | undefined {
    const wrapping = this.serverKey(row.server_key);
    return wrapping && decrypt(wrapping.key, row, boundTo(row.person_id));
  }

  private put({ id, key }: ServerKey, personId: string, personKey: Buffer): void {
    this.sqlite
      .prepare<[Wrapped]>("insert or replace into person_key values (@person_id, @server_key, @ciphertext, @nonce)")
      .run({ person_id: personId, server_key: id, ...encrypt(key, personKey, boundTo(personId)) });
  }

  private row(personId: string): Wrapped | undefined {
    return this.sqlite.prepare<[string], Wrapped>("select * from person_key where person_id = ?").get(personId);
  }

  private rows(): Wrapped[] {
    return this.sqlite.prepare<[], Wrapped>("select * from person_key").all();
  }

  /** From one to the next in the index: to read every key for a new one would cost more with each of them. */
  private wrappers(): string[] {
    const next = this.sqlite.prepare<[string], Wrapped>(
      "select server_key from person_key where server_key > ? order by server_key limit 1",
    );
    const found: string[] = [];
    for (let row = next.get(""); row; row = next.get(row.server_key)) found.push(row.server_key);
    return found;
  }

  /** What was deleted, or wrapped otherwise, stays in the write-ahead log until that is emptied. */
  private emptyLog(): void {
    this.sqlite.pragma("wal_checkpoint(TRUNCATE)");
  }
}

function boundTo(personId: string): string {
  return JSON.stringify(["person_key", personId]);
}
