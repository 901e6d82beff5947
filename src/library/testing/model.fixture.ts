import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import { ByteReader } from '../../model/checkpoint/sources/byte_reader.ts';
import type { Source } from '../../model/checkpoint/sources/source.ts';
import { huggingFace } from '../../vocabulary/hub_access.ts';
import type { Address } from '../../vocabulary/checkpoint_sources.ts';
import type { KeptModel, LibraryState } from '../contract.ts';
import { Library } from '../library.ts';
import { Notices } from '../notices.ts';
import { keptSource } from '../reading/kept_source.ts';
import { ModelStore } from '../store/model_store.ts';
import { FakeBrowser } from './browser.fixture.ts';
import type { FakeFolder } from './file_system.fixture.ts';
import { FakeOrigin } from './source.fixture.ts';

export const address = { kind: 'url', base: 'https://example.com/model/' } as const satisfies Address;
export const weights = 'model.safetensors';
export const blockBytes = 64;
/** Bytes of the weights. */
export const total = 10 * blockBytes + 17;

export const isReady = (model: KeptModel | undefined) => model?.state === 'ready';

/** Bytes that differ from block to block. */
export function patterned(length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 6) * 13) & 0xff);
}

/** A fake browser, and an origin with a model of so many bytes of weights, which come in chunks. */
export function scene({ weightBytes = total, chunk = 16, random = (): number => 0 } = {}) {
  const origin = new FakeOrigin(chunk);
  origin.add('config.json', new TextEncoder().encode('{"model_type":"qwen3"}'), { published: false });
  origin.add('tokenizer.json', patterned(100));
  origin.add(weights, patterned(weightBytes));
  const browser = new FakeBrowser(random, blockBytes, (client) => origin.source(client));
  return { origin, browser };
}

/** The folder with the blocks of the weights. */
export function weightsFolder(root: FakeFolder): FakeFolder {
  const [model] = [...(root.get('plumbline-models') as FakeFolder).values()] as FakeFolder[];
  return [...model!].find(([name]) => name.startsWith(weights))![1] as FakeFolder;
}

/** What an engine's worker reads the model through. */
export function openIn(
  browser: FakeBrowser,
  client = browser.start(),
  at: Address = address,
  access = huggingFace,
): Source {
  return keptSource(new ModelStore(client.platform, new Notices(client.platform.channel)), at, access);
}

/** A library in a new tab, and its model's states. */
export async function openLibrary(browser: FakeBrowser) {
  const client = browser.start();
  const library = new Library(client.platform);
  const states: LibraryState[] = [];
  let check = () => {};
  await new Promise<unknown>((resolve) => {
    const failed = library.watch((state) => {
      states.push(state);
      check();
      resolve(state);
    });
    void failed.then(resolve);
  });
  /** Resolves once the only model is as wanted. */
  const until = (wanted: (model: KeptModel | undefined) => boolean) =>
    new Promise<KeptModel | undefined>((resolve) => {
      check = () => {
        const model = states.at(-1)?.models[0];
        if (!wanted(model)) return;
        check = () => {};
        resolve(model);
      };
      check();
    });
  return { client, library, states, until };
}

export async function readAll(source: Source, path: string, start: number, end: number): Promise<Bytes> {
  const reader = new ByteReader(await source.stream(path, start, end));
  try {
    return await reader.take(end - start);
  } finally {
    await reader.cancel();
  }
}
