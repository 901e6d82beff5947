import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import type { Digests } from '../../model/checkpoint/sources/source.ts';
import { attempt } from '../../result.ts';
import type { ModelId } from '../contract.ts';
import type { ModelStore } from '../store/model_store.ts';

const noteName = 'digests.json';
const noteSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ of: v.string(), digests: v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))) }),
);

/**
 * Digests of a kept model, beside its record. They are of the bytes that have the hashes of all blocks, with which every block is
 * compared whenever it is read: so they never say what the bytes do not.
 */
export function keptDigests(store: ModelStore, id: ModelId): Digests {
  /** What was on disk before the bytes were read. */
  let before: string | null = null;

  /** Names all bytes of these files, and how they are read; null while any may be missing or wrong. */
  async function nameOf(files: string[], layout: string): Promise<string | null> {
    const record = await store.record(id);
    const hashes: string[][] = [];
    for (const path of files) {
      const file = record?.files.find((one) => one.path === path);
      const blocks = file?.checked ? await store.blocks(id, file) : null;
      const committed = await blocks?.committed();
      if (!blocks || committed?.size !== blocks.count) return null;
      hashes.push(Array.from({ length: blocks.count }, (_, index) => committed.get(index)!));
    }
    return bytesToHex(sha256(utf8ToBytes(JSON.stringify([layout, hashes]))));
  }

  return {
    async recall(files, layout) {
      before = await nameOf(files, layout);
      const note = v.safeParse(noteSchema, await store.note(id, noteName));
      return note.success && before !== null && note.output.of === before ? note.output.digests : null;
    },

    async remember(files, layout, digests) {
      const of = await nameOf(files, layout);
      if (of === null || of !== before) return;
      // Where there is no room for it, the next load computes them again.
      await attempt(() => store.writeNote(id, noteName, JSON.stringify({ of, digests })));
    },
  };
}
