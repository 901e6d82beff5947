import { expect, it } from 'vitest';
import { droppedModel, pickedFolder } from './folder.ts';

type Shape = { [name: string]: Shape | string };

const file = (name: string, webkitRelativePath: string) => Object.assign(new File([], name), { webkitRelativePath });

/** A dropped folder as browsers present it, which yields one entry at a time. */
function entry(name: string, content: Shape | string): object {
  if (typeof content === 'string') {
    return { name, isDirectory: false, file: (found: (file: File) => void) => found(new File([content], name)) };
  }
  return {
    name,
    isDirectory: true,
    createReader() {
      const rest = Object.entries(content).map(([child, below]) => entry(child, below));
      return { readEntries: (found: (entries: object[]) => void) => found(rest.splice(0, 1)) };
    },
  };
}

const dropped = (...entries: object[]) =>
  entries.map((webkitEntry) => ({
    webkitGetAsEntry: () => webkitEntry,
    getAsFile: () => new File([], (webkitEntry as { name: string }).name),
  })) as unknown as DataTransferItemList;

it('names a picked folder, and its files by their paths inside it', () => {
  const files = [file('config.json', 'qwen/config.json'), file('a', 'qwen/deep/er/a')];
  expect(pickedFolder(files as unknown as FileList)).toEqual({
    kind: 'files',
    name: 'qwen',
    files: [
      { path: 'config.json', file: files[0] },
      { path: 'deep/er/a', file: files[1] },
    ],
  });
  expect(pickedFolder([] as unknown as FileList)).toBeNull();
});

it('reads a dropped folder to its end, whatever is dropped beside it', async () => {
  const folder = await droppedModel(
    dropped(entry('note.txt', ''), entry('qwen', { 'config.json': '{}', onnx: { model: 'x' }, 'b.safetensors': 'y' })),
  );
  expect(folder?.name).toBe('qwen');
  expect(folder?.files.map(({ path }) => path)).toEqual(['config.json', 'onnx/model', 'b.safetensors']);
  expect(await folder?.files[1]?.file.text()).toBe('x');
});

it('finds no folder among files', () => {
  expect(droppedModel(dropped(entry('config.json', '{}')))).toBeNull();
});

it('takes the files of a checkpoint that are dropped without their folder', async () => {
  const files = await droppedModel(dropped(entry('config.json', '{}'), entry('model.safetensors', 'x')));
  expect(files?.files.map(({ path }) => path)).toEqual(['config.json', 'model.safetensors']);
});

it("takes a file of Ollama's store for the GGUF file that it is", async () => {
  const blob = `sha256-${'0a'.repeat(32)}`;
  expect(await droppedModel(dropped(entry(blob, 'GGUF')))).toMatchObject({ files: [{ path: `${blob}.gguf` }] });
});
