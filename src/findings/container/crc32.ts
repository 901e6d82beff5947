const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let word = byte;
  for (let bit = 0; bit < 8; bit++) word = word & 1 ? (word >>> 1) ^ 0xedb8_8320 : word >>> 1;
  return word;
});

/** The checksum of PNG (ISO 3309), as an unsigned integer. */
export function crc32(bytes: Uint8Array): number {
  let word = 0xffff_ffff;
  for (const byte of bytes) word = table[(word ^ byte) & 0xff]! ^ (word >>> 8);
  return ~word >>> 0;
}
