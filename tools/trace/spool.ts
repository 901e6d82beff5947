import { createReadStream, createWriteStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseTensorAddress } from '../../src/headless/tensor_address.ts';
import type { TraceReport } from '../../src/worker/api.ts';
import { createSafetensorsFile } from '../lib/safetensors.ts';

interface SpooledTensor {
  file: string;
  rows: number;
  /** The shape of one row. */
  shape: number[];
}

/**
 * Stores traced tensors on disk, one file each, until all are complete. A safetensors file begins with the shapes, and the
 * number of tokens in a text prompt is known only at the end.
 */
export class TensorSpool {
  readonly #tensors = new Map<string, SpooledTensor>();

  constructor(readonly folder: string) {}

  /** Answers the page's PUT of consecutive rows of a tensor. */
  receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { name, firstRow, rows, shape } = parseTensorAddress(request.url ?? '');
    const tensor = this.#tensors.get(name) ?? {
      file: path.join(this.folder, `${this.#tensors.size}.f32`),
      rows: 0,
      shape,
    };
    if (firstRow !== tensor.rows) throw new Error(`${name}: received row ${firstRow}, expected row ${tensor.rows}`);
    this.#tensors.set(name, { ...tensor, rows: firstRow + rows });
    await pipeline(request, createWriteStream(tensor.file, { flags: 'a' }));
    response.writeHead(204).end();
  };

  /** Writes all tensors, the prompt's ids and the generated ids to a safetensors file. */
  async assemble(file: string, { tokens, generated, model }: TraceReport): Promise<void> {
    const tensors = [...this.#tensors].map(([name, tensor]) => ({ name, ...tensor }));
    const ids = Object.entries({ tokens, generated: generated.ids });
    const written = await createSafetensorsFile(
      file,
      [
        ...ids.map(([name, values]) => ({ name, dtype: 'I32' as const, shape: [values.length] })),
        ...tensors.map(({ name, rows, shape }) => ({ name, dtype: 'F32' as const, shape: [rows, ...shape] })),
      ],
      { model: model.hash },
    );
    try {
      for (const [name, values] of ids) await written.write(name, 0, new Uint8Array(Int32Array.from(values).buffer));
      for (const tensor of tensors) {
        let offset = 0;
        for await (const bytes of createReadStream(tensor.file) as AsyncIterable<Uint8Array>) {
          await written.write(tensor.name, offset, bytes);
          offset += bytes.byteLength;
        }
      }
    } catch (error) {
      await written.discard();
      throw error;
    }
    await written.close();
  }
}
