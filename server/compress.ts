/** Run after the build: lays a brotli and a gzip copy beside every text file that browsers are sent. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const isText = /\.(js|css|svg|json|txt|html|webmanifest)$/;

for (const entry of readdirSync("build/client", { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !isText.test(entry.name)) continue;
  const bytes = readFileSync(path);
  if (bytes.length < 1000) continue;
  writeFileSync(`${path}.br`, brotliCompressSync(bytes));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
