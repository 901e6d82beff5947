import { Message } from './protobuf.ts';

/** Values of ONNX's enum TensorProto.DataType. */
const elementTypes = { float32: 1, uint8: 2, int32: 6, int64: 7, float16: 10 } as const;

export type ElementType = keyof typeof elementTypes;

/** Attributes of type FLOAT. All others are of type INT. */
const floatAttributes = new Set(['epsilon']);

/** A string names a dimension that each run chooses. */
type Shape = readonly (number | string)[];

/** A file of weights beside the model, made on demand. */
export interface ExternalData {
  path: string;
  make: () => Uint8Array | Promise<Uint8Array>;
}

export interface OnnxModel {
  /** A ModelProto. It stays far below protobuf's limit of 2 GB, because weights are in `externalData`. */
  bytes: Uint8Array<ArrayBuffer>;
  externalData: ExternalData[];
}

/** The domain of ONNX Runtime's own operators. */
export const contrib = 'com.microsoft';

/** Writes an ONNX graph operator by operator, in execution order. Field numbers are those of onnx.proto. */
export class GraphWriter {
  readonly #graph = new Message().bytes(2, 'qwen3');
  readonly #externalData: ExternalData[] = [];

  input(name: string, type: ElementType, shape: Shape): string {
    this.#graph.bytes(11, valueInfo(name, type, shape));
    return name;
  }

  output(name: string, type: ElementType, shape: Shape): void {
    this.#graph.bytes(12, valueInfo(name, type, shape));
  }

  /** A small constant in the model itself. */
  constant(name: string, type: ElementType, shape: readonly number[], data: Uint8Array): string {
    this.#graph.bytes(5, tensor(name, type, shape).bytes(9, data));
    return name;
  }

  /** A small constant of whole numbers: 0 in the shape of a Reshape keeps an extent, -1 stands for what is left. */
  integers(name: string, values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.constant(name, 'int64', [values.length], new Uint8Array(data.buffer));
  }

  /** A constant in a file of its own beside the model. */
  weight(name: string, type: ElementType, shape: readonly number[], make: ExternalData['make']): string {
    const location = new Message().bytes(1, 'location').bytes(2, name);
    this.#graph.bytes(5, tensor(name, type, shape).bytes(13, location).integer(14, 1));
    this.#externalData.push({ path: name, make });
    return name;
  }

  /** An operator. An empty name stands for an input or output that is left out. */
  node(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Record<string, number> = {},
    domain = '',
  ): void {
    const node = new Message();
    for (const name of inputs) node.bytes(1, name);
    for (const name of outputs) node.bytes(2, name);
    node.bytes(3, `${operator} of ${outputs[0]}`).bytes(4, operator);
    for (const [name, value] of Object.entries(attributes)) {
      const attribute = new Message().bytes(1, name);
      if (floatAttributes.has(name)) attribute.float(2, value).integer(20, 1);
      else attribute.integer(3, value).integer(20, 2);
      node.bytes(5, attribute);
    }
    this.#graph.bytes(1, node.bytes(7, domain));
  }

  finish(): OnnxModel {
    const opsets = { '': 17, [contrib]: 1 };
    const model = new Message().integer(1, 8).bytes(7, this.#graph);
    for (const [domain, version] of Object.entries(opsets)) {
      model.bytes(8, new Message().bytes(1, domain).integer(2, version));
    }
    return { bytes: model.encode(), externalData: this.#externalData };
  }
}

function tensor(name: string, type: ElementType, shape: readonly number[]): Message {
  const proto = new Message();
  for (const extent of shape) proto.integer(1, extent);
  return proto.integer(2, elementTypes[type]).bytes(8, name);
}

function valueInfo(name: string, type: ElementType, shape: Shape): Message {
  const dimensions = new Message();
  for (const extent of shape) {
    const dimension = new Message();
    dimensions.bytes(1, typeof extent === 'number' ? dimension.integer(1, extent) : dimension.bytes(2, extent));
  }
  const tensorType = new Message().integer(1, elementTypes[type]).bytes(2, dimensions);
  return new Message().bytes(1, name).bytes(2, new Message().bytes(1, tensorType));
}
