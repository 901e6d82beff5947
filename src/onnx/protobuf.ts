const text = new TextEncoder();

/** A protobuf message that is being written. A repeated field is written several times. */
export class Message {
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  /** A field of type int32, int64 or enum. The format encodes negative numbers in ten bytes. */
  integer(field: number, value: number): this {
    return this.#add(varint(field * 8)).#add(varint(value));
  }

  float(field: number, value: number): this {
    return this.#add(varint(field * 8 + 5)).#add(new Uint8Array(Float32Array.of(value).buffer));
  }

  /** A field of type bytes, string or message. */
  bytes(field: number, value: Uint8Array | string | Message): this {
    const bytes = value instanceof Message ? value.encode() : typeof value === 'string' ? text.encode(value) : value;
    return this.#add(varint(field * 8 + 2)).#add(varint(bytes.length)).#add(bytes);
  }

  encode(): Uint8Array<ArrayBuffer> {
    const encoded = new Uint8Array(this.#size);
    let end = 0;
    for (const part of this.#parts) {
      encoded.set(part, end);
      end += part.length;
    }
    return encoded;
  }

  #add(part: Uint8Array): this {
    this.#parts.push(part);
    this.#size += part.length;
    return this;
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
