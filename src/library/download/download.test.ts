import { describe, expect, test } from 'vitest';
import { refuse } from '../../result.ts';
import {
  address,
  blockBytes,
  isReady,
  openIn,
  openLibrary,
  patterned,
  readAll,
  scene,
  total,
  weights,
  weightsFolder,
} from '../testing/model.fixture.ts';
import { hashOf } from '../testing/source.fixture.ts';

describe('a download', () => {
  test('goes on after a pause where it stopped', async () => {
    const { origin, browser } = scene();
    const { library, until } = await openLibrary(browser);
    const source = origin.files.get(weights)!;
    origin.add('tokenizer.json', patterned(100));
    const { value: id } = (await library.keep(address)) as { value: string };
    await library.pause(id);
    await until((model) => model?.state === 'paused');
    const before = origin.sent;
    await library.resume(id);
    await until(isReady);
    expect(origin.sent - source.bytes.byteLength).toBeLessThanOrEqual(Math.min(before, blockBytes));
  });

  test('of a signed address says after a reload what is missing, and goes on once it is there again', async () => {
    const { origin, browser } = scene();
    const signed = { ...address, base: `${address.base}?signature=1` };
    const signatures = new Set<string>();
    browser.open = (client, from) => {
      const source = origin.source(client);
      const { search } = new URL(from.kind === 'url' ? from.base : '');
      signatures.add(search);
      const refused = () => refuse('unreachable', 'the server answers 403 Forbidden; check the address');
      return search ? source : { ...source, stat: async () => refused(), stream: async () => refused() };
    };
    const before = await openLibrary(browser);
    await before.library.keep(signed);
    await before.until((model) => (model?.files[2]?.keptBytes ?? 0) > 0);
    before.client.kill();

    const { library, until } = await openLibrary(browser);
    const failed = await until((model) => model?.state === 'failed');
    expect(failed?.failure?.message).toMatch(
      /403 Forbidden.+had a query, which is not stored: enter the whole address/,
    );
    await library.keep({ ...address, base: `${address.base}?signature=2` });
    await until(isReady);
    // What was under way when the tab died comes again, and what of a part was not yet appended.
    expect(origin.sent).toBeLessThanOrEqual(total + origin.chunk + blockBytes / 32);
    expect([...signatures]).toEqual(['?signature=1', '', '?signature=2']);
  });

  test('fetches a file anew that has changed, and says so', async () => {
    const { origin, browser } = scene();
    const { library, until, states } = await openLibrary(browser);
    const { value: id } = (await library.keep(address)) as { value: string };
    await until((model) => (model?.files[2]?.keptBytes ?? 0) > 0);
    await library.pause(id);
    await until((model) => model?.state === 'paused');
    const changed = patterned(total).fill(1, 0, 9);
    origin.add(weights, changed, { etag: '"2"' });
    await library.resume(id);
    await until(isReady);
    expect(states.some(({ models: [model] }) => model?.failure?.kind === 'changed')).toBe(true);
    expect(await readAll(openIn(browser), weights, 0, total)).toEqual(changed);
  });

  test('refuses bytes without the published hash', async () => {
    const { origin, browser } = scene();
    const { library, until } = await openLibrary(browser);
    const file = origin.files.get(weights)!;
    await library.keep(address);
    // The stat was taken of the right bytes.
    const right = origin.source.bind(origin);
    const sha256 = hashOf(patterned(total));
    origin.source = (client) => {
      const source = right(client);
      const published = { bytes: total, etag: file.etag, sha256 };
      return { ...source, stat: async (path) => (path === weights ? published : source.stat(path)) };
    };
    file.bytes.fill(0, 100, 110);
    expect(await until((model) => model?.state === 'failed')).toMatchObject({
      failure: { kind: 'bad-checkpoint', message: expect.stringContaining('SHA-256') },
    });
  });

  test('mends what came wrong: it fetches blocks again up to the last that is', async () => {
    const { origin, browser } = scene();
    const right = origin.files.get(weights)!.bytes;
    const source = origin.source.bind(origin);
    origin.source = (client) => {
      const opened = source(client);
      return {
        ...opened,
        async stream(...range) {
          const bytes = right.map((byte, at) => (at === 2 * blockBytes || at === 5 * blockBytes ? byte ^ 1 : byte));
          const file = origin.files.get(weights)!;
          file.bytes = origin.sent === 0 ? bytes : right;
          const body = await opened.stream(...range);
          file.bytes = right;
          return body;
        },
      };
    };
    const { library, until } = await openLibrary(browser);
    await library.keep(address);
    await until(isReady);
    expect(await readAll(openIn(browser), weights, 0, total)).toEqual(right);
    expect(origin.sent).toBe(total + 6 * blockBytes);
  });

  test('tries again when the network has failed', async () => {
    const { origin, browser } = scene();
    const { library, until } = await openLibrary(browser);
    await library.keep(address);
    origin.offline = true;
    expect(await until((model) => model?.state === 'retrying')).toMatchObject({
      failure: { kind: 'unreachable' },
      retryAt: expect.any(Number),
    });
    origin.offline = false;
    const { value: id } = (await library.keep(address)) as { value: string };
    await library.resume(id);
    await until(isReady);
  });

  test('is refused when it does not fit', async () => {
    const { browser } = scene();
    browser.disk.quota = 100;
    const { library } = await openLibrary(browser);
    expect(await library.keep(address)).toMatchObject({
      ok: false,
      failure: { kind: 'disk-full', message: expect.stringMatching(/^owner\/model needs 779 B, and 0 B are free/) },
    });
  });

  test('pauses when the disk fills up, with nothing half-written', async () => {
    const { browser, origin } = scene();
    const { library, until } = await openLibrary(browser);
    await library.keep(address);
    await until((model) => (model?.files[2]?.keptBytes ?? 0) > 0);
    browser.disk.hasRoom = (name) => name === 'model.json.part';
    const paused = await until((model) => model?.state === 'paused');
    expect(paused).toMatchObject({ failure: { kind: 'disk-full' } });
    expect([...weightsFolder(browser.disk.root).keys()].filter((name) => name.endsWith('.part'))).toEqual([]);
    browser.disk.hasRoom = () => true;
    await library.resume(paused!.id);
    await until(isReady);
    expect(origin.sent).toBeLessThanOrEqual(total + blockBytes);
  });
});
