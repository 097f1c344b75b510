import fc from "fast-check";
import { expect, test } from "vitest";
import {
  edgeOf,
  isConsistent,
  leafHashOf,
  proveConsistency,
  proveInclusion,
  rootByInclusion,
  rootOf,
} from "#app/domain/evidence/merkle.ts";
import * as kept from "#app/domain/evidence/tree.ts";

/** The leaves and tree heads by which Certificate Transparency's reference implementation tests RFC 6962. */
const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const heads = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
/** Published beside them: the paths from leaf 0 and 5 of 8, 2 of 3 and 1 of 5, and between trees of these sizes. */
const paths: [index: number, size: number, hashes: string[]][] = [
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];
const growths: [first: number, second: number, hashes: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [
    2,
    5,
    [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];

// Every input of the reference is also one in Latin-1, below 0x80, so that text and bytes are the same.
const leaves = inputs.map((hex) => leafHashOf(Buffer.from(hex, "hex").toString("latin1")));
const rootAt = (size: number) => rootOf(edgeOf(leaves.slice(0, size)));
const hexOf = (hashes: Buffer[]) => hashes.map((one) => one.toString("hex"));

test("tree heads are those of the reference at every size from none to eight", () => {
  expect(heads.map((_, size) => rootAt(size).toString("hex"))).toEqual(heads);
});

test.each(paths)("the path from leaf %i of %i is the published one, and leads to the root", (index, size, hashes) => {
  const proof = proveInclusion(leaves.slice(0, size), index);
  expect(hexOf(proof)).toEqual(hashes);
  const leaf = leaves[index] ?? Buffer.alloc(0);
  expect(rootByInclusion({ leaf, index, size, proof })?.toString("hex")).toBe(heads[size]);
});

test.each(growths)("that the tree of %i grew into that of %i is shown by the published hashes", (from, to, hashes) => {
  const proof = proveConsistency(leaves.slice(0, to), from);
  expect(hexOf(proof)).toEqual(hashes);
  const first = { size: from, root: rootAt(from) };
  expect(isConsistent({ first, second: { size: to, root: rootAt(to) }, proof })).toBe(true);
});

const sizes = fc.integer({ min: 1, max: 130 });
const treeOf = (size: number) => Array.from({ length: size }, (_, at) => leafHashOf(`leaf ${at}`));

test("any leaf of any tree is proven by its path, and by no changed one, at no other place", () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size, place, other) => {
      const tree = treeOf(size);
      const root = rootOf(edgeOf(tree));
      const index = place % size;
      const leaf = tree[index] ?? root;
      const proof = proveInclusion(tree, index);
      expect(rootByInclusion({ leaf, index, size, proof })?.equals(root)).toBe(true);
      const wrong = [
        { leaf, index: other % (size + 2), size, proof },
        { leaf, index, size, proof: [...proof, root] },
        { leaf, index, size, proof: proof.slice(1) },
        { leaf: leafHashOf("no leaf of it"), index, size, proof },
        { leaf, index, size, proof: proof.map((one, at) => (at === other % proof.length ? leaf : one)) },
      ].filter(
        (one) =>
          one.index !== index ||
          one.proof.length !== proof.length ||
          one.leaf !== leaf ||
          one.proof.some((hash, at) => !hash.equals(proof[at] ?? root)),
      );
      for (const one of wrong) expect(rootByInclusion(one)?.equals(root) ?? false).toBe(false);
    }),
  );
});

test("any tree grows into any larger one, and into no other", () => {
  fc.assert(
    fc.property(sizes, sizes, fc.nat(), (one, other, place) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const tree = treeOf(to);
      const first = { size: from, root: rootOf(edgeOf(tree.slice(0, from))) };
      const proof = proveConsistency(tree, from);
      expect(isConsistent({ first, second: { size: to, root: rootOf(edgeOf(tree)) }, proof })).toBe(true);
      const forked = tree.map((leaf, at) => (at === place % from ? leafHashOf("another") : leaf));
      const second = { size: to, root: rootOf(edgeOf(forked)) };
      expect(isConsistent({ first, second, proof: proveConsistency(forked, from) })).toBe(false);
      expect(isConsistent({ first, second, proof })).toBe(false);
    }),
  );
});

test("a tree that is kept proves every leaf of every size as the whole list of leaves does", () => {
  const leaves = Array.from({ length: 41 }, (_, at) => leafHashOf(String(at)));
  const tree = kept.treeOf(leaves);
  for (let size = 1; size <= leaves.length; size++) {
    const some = leaves.slice(0, size);
    expect(kept.rootAt(tree, size)).toEqual(rootOf(edgeOf(some)));
    for (let index = 0; index < size; index++) {
      expect(kept.proveIn(tree, { index, size })).toEqual(proveInclusion(some, index));
    }
  }
});
