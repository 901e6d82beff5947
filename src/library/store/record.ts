import * as v from 'valibot';
import type { FailureKind } from '../../result.ts';
import { recordedSource, type Address } from '../../vocabulary/checkpoint_sources.ts';

/** Of the layout on disk. Raise it when an older version could not read what is written. */
const version = 1;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(1000));
const sha256 = v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)));

const fileSchema = v.object({
  path: name,
  bytes: count,
  /** Bytes of every block but the last. */
  blockBytes: v.pipe(count, v.minValue(1)),
  etag: v.nullable(name),
  /** As published, or else as computed when the file was whole for the first time; null until then. */
  sha256,
  /** Whether `sha256` was published; older records do not say. */
  published: v.optional(v.boolean()),
  /** Whether the whole file was hashed, and the hash was `sha256`. */
  checked: v.boolean(),
});
export type RecordedFile = v.InferOutput<typeof fileSchema>;

const failureSchema = v.object({
  kind: v.pipe(
    v.string(),
    v.transform((kind) => kind as FailureKind),
  ),
  message: v.string(),
});

const recordSchema = v.object({
  version: v.literal(version),
  address: v.pipe(
    recordedSource,
    v.check(({ kind }) => kind === 'hub' || kind === 'url'),
    v.transform((source) => source as Address),
  ),
  /** Whether the address had a query, which may be a signature and is not written down. */
  queried: v.optional(v.boolean()),
  name,
  /** The commit that the hub resolved the revision to. */
  revision: v.nullable(name),
  format: v.nullable(name),
  /** All files at the source; null where it cannot list them. */
  listing: v.nullable(v.array(name)),
  /** Files that were asked for and that the source lacks. */
  absent: v.array(name),
  /** In the order in which they are downloaded. */
  files: v.array(fileSchema),
  /** Its place in the queue, in milliseconds since 1970; null when no download is wanted. */
  wantedAt: v.nullable(count),
  /** Why the download waits for a person. */
  failure: v.nullable(failureSchema),
  /** Whether all files were once here and checked. */
  completed: v.boolean(),
  addedAt: count,
  usedAt: v.nullable(count),
});

/** What is written of a model beside its blocks, as `model.json`. */
export type ModelRecord = v.InferOutput<typeof recordSchema>;

export const newRecord = {
  version,
  format: null,
  failure: null,
  completed: false,
  usedAt: null,
} as const;

/** A record as read; `broken` when it cannot be used, `newer` when a later version of the app may use it. */
export function parseRecord(text: string): ModelRecord | 'broken' | 'newer' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'broken';
  }
  const { output, success } = v.safeParse(recordSchema, json);
  if (success) return output;
  const { success: isNewer } = v.safeParse(v.object({ version: v.pipe(v.number(), v.gtValue(version)) }), json);
  return isNewer ? 'newer' : 'broken';
}
