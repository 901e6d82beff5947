import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { withoutSecrets, type Address } from '../../vocabulary/checkpoint_sources.ts';
import type { ModelId } from '../contract.ts';
import type { RecordedFile } from './record.ts';

/** The address without user name, password and query: what of it is written to disk. */
export function publicAddress(address: Address): Address {
  return withoutSecrets(address) as Address;
}

/** 32 hex digits. Addresses that differ only in secrets have the same id. */
export function modelId(address: Address): ModelId {
  const fields = Object.entries(publicAddress(address)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digest(fields, 32);
}

/**
 * The name of the folder with the blocks of a file. Another version of the file has another folder, so blocks of two versions are
 * never mixed.
 */
export function folderName({ path, bytes, etag }: Pick<RecordedFile, 'path' | 'bytes' | 'etag'>): string {
  // The digest tells apart what looks alike without its special characters.
  return `${path.replaceAll(/[^\w.-]/g, '_').slice(-100)}.${digest([path, bytes, etag], 16)}`;
}

function digest(value: unknown, digits: number): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value)))).slice(0, digits);
}
