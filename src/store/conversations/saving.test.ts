import { describe, expect, it, vi } from 'vitest';
import { memoryArchive } from './archive.ts';
import { openTab } from './browser.fixture.ts';
import { leaveUnsaved } from './unsaved.ts';

describe('without room on disk, a tab', () => {
  /** A tab of a browser whose disk is full until `room` is made. */
  async function full() {
    const stored = memoryArchive();
    let hasRoom = false;
    const write: typeof stored.write = (record) =>
      hasRoom ? stored.write(record) : Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const archive = { ...stored, write };
    const onUnsaved = vi.fn<(reason: string) => void>();
    const tab = await openTab({ archive, onUnsaved });
    return { ...tab, archive, onUnsaved, room: () => (hasRoom = true) };
  }

  it('says why, and loses nothing of this visit', async () => {
    const tab = await full();
    tab.say('one');
    const { id } = tab.conversation.getState();
    await tab.saving.flush();
    tab.say('more');
    await tab.saving.flush();
    expect(tab.onUnsaved).toHaveBeenLastCalledWith(expect.stringContaining('its storage is full. Delete'));
    tab.conversation.getState().startAnew();
    tab.say('two');
    await tab.saving.flush();
    await tab.conversations.getState().load();
    expect(tab.titles()).toEqual(['two', 'one']);
    expect(await tab.conversations.getState().all()).toHaveLength(2);
    await tab.conversations.getState().search('more');
    expect(tab.conversations.getState().found).toEqual(new Set([id]));
    expect(await tab.conversation.getState().open(id)).toBe(true);
    expect(tab.said()).toEqual(['one', 'more']);
  });

  it('stores what waits once there is room', async () => {
    const tab = await full();
    tab.say('one');
    tab.conversation.getState().startAnew();
    tab.say('two');
    await tab.saving.flush();
    tab.room();
    await tab.conversations.getState().remove(tab.conversation.getState().id);
    await tab.saving.flush();
    expect((await openTab({ archive: tab.archive })).said()).toEqual(['one']);
  });

  it('keeps what an earlier visit left, for the next one', async () => {
    const before = await openTab();
    before.say('Hello');
    leaveUnsaved(before.cells, before.saving.unsaved);
    const archive = { ...memoryArchive(), write: () => Promise.reject(new Error('no disk')) };
    const onUnsaved = vi.fn<(reason: string) => void>();
    const { cells } = before;
    expect((await openTab({ archive, cells, onUnsaved })).said()).toEqual(['Hello']);
    expect(onUnsaved).toHaveBeenLastCalledWith('no disk. Export all conversations to a file.');
    expect((await openTab({ cells })).said()).toEqual(['Hello']);
    expect((await openTab({ cells })).said()).toEqual([]);
  });
});

it('shows a conversation that another tab has written since as it is stored', async () => {
  const archive = memoryArchive();
  const frozen = await openTab({ archive });
  frozen.say('one');
  await frozen.saving.flush();
  const other = await openTab({ archive });
  other.say('two');
  await other.saving.flush();
  archive.write = async () => false;
  frozen.say('late');
  await frozen.saving.flush();
  await vi.waitFor(() => expect(frozen.said()).toEqual(['one', 'two']));
  expect(frozen.saving.unsaved).toEqual([]);
});
