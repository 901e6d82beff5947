import * as v from 'valibot';

/** Where a checkpoint in Hugging Face layout is read from. */
export type CheckpointLocation =
  /** An absolute folder URL, with or without a trailing slash. */
  | { kind: 'url'; base: string }
  /** A repository on the Hugging Face hub, such as `Qwen/Qwen3-0.6B`. */
  | { kind: 'hub'; id: string; revision: string }
  /** The files of a folder that a person picked or dropped; `name` is the folder's. */
  | { kind: 'files'; name: string; files: PickedFile[] };

export interface PickedFile {
  /** As the browser gives it: `config.json`, `folder/config.json` from a picker, `/folder/config.json` from a drop. */
  path: string;
  file: File;
}

/** What a finding says of a location. Links to findings store a kind by its index. */
export const checkpointSourceKinds = ['bundled', 'hub', 'url', 'folder'] as const;

const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

/** Shown to a person. Nothing fetches it unless they ask. */
export const checkpointSourceSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('bundled') }),
  v.strictObject({ kind: v.literal('hub'), id: text(200), revision: text(200) }),
  v.strictObject({ kind: v.literal('url'), base: text(1000) }),
  v.strictObject({ kind: v.literal('folder'), name: text(200) }),
]);
export type CheckpointSource = v.InferOutput<typeof checkpointSourceSchema>;
