import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expose, transfer } from 'comlink';
import type { Bytes } from '../model/checkpoint/sources/source.ts';

const sha = sha256.create();

/** One SHA-256: the browser's own digest takes a message whole. */
const hash = {
  update(bytes: Bytes): Bytes {
    sha.update(bytes);
    return transfer(new Uint8Array(bytes.buffer), [bytes.buffer]);
  },
  digest: (): string => bytesToHex(sha.digest()),
};
export type HashWorker = typeof hash;

expose(hash);
