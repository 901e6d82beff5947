import { describe, expect, test } from 'vitest';
import productAdd from '../../../shaders/down/product_add.wgsl';
import { floatsByBits, sourceOf } from '../compose.ts';
import { varied } from '../variants/variant.ts';
import { originsOf } from '../wgsl/origins.ts';
import { maxKernelBytes } from '../../vocabulary/own_kernel.ts';
import { composedSource, readOwnKernel, replaceable, UnreadableKernel, variantOf } from './own_kernel.ts';
import { shippedTexts } from './shipped_texts.ts';

const choices = { team: 'team_workgroup', tiles: 'tiles_registers', ...floatsByBits } as const;
const shipped = shippedTexts.get('product_add')!;
const constants = Object.fromEntries(productAdd.constants.map((name) => [name, 1])) as Record<
  (typeof productAdd.constants)[number],
  number
>;
const onFile = sourceOf(productAdd, constants, choices);

const refused = (text: string) => readOwnKernel(text, choices).then(() => 'read', String);

test.each([...replaceable.keys()])('the text of %s on file is a kernel in its own place', async (name) => {
  const own = await readOwnKernel(shippedTexts.get(name)!, choices);
  expect(own.file.name).toBe(name);
  expect(own.file.constants).toEqual(replaceable.get(name)!.constants);
});

describe('a kernel of a person', () => {
  test('is composed as the one on file, and its lines are those of its text', async () => {
    const text = `${shipped.replace('residual + ', '').replace(/^.*residual.*\n/m, '')}\n// mine`;
    const own = await readOwnKernel(text, choices);
    const { wgsl } = composedSource(own, choices);
    expect(wgsl).toContain('fn team_sum');
    expect(wgsl).toContain('// mine');
    const origins = originsOf(own.file, wgsl);
    const last = wgsl.split('\n').indexOf('// mine');
    expect(origins[last]).toEqual({ file: 'shaders/own/product_add.wgsl', line: text.split('\n').length });
    expect(origins.some((origin) => origin?.file === 'shaders/shared/teams/team_workgroup.wgsl')).toBe(true);
  });

  test('stands in for the one on file in every step, and for no other', async () => {
    const own = await readOwnKernel(shipped.replace('@compute', '/* mine */ @compute'), choices);
    const variant = variantOf(own, choices);
    const replaced = varied(variant, onFile, 'down', 3);
    expect(replaced.contract).toBe(onFile.contract);
    expect(replaced.constants).toEqual(onFile.constants);
    expect(replaced.wgsl).toContain('/* mine */');
    expect(varied(variant, onFile, 'attn_out', 3)).toEqual(replaced);
    const other = { ...onFile, contract: { ...onFile.contract, name: 'norm_qkv' } };
    expect(varied(variant, other, 'qkv', 3)).toBe(other);
  });

  test('is given only the overrides that it declares', async () => {
    const alone = `
      @group(0) @binding(0) var<storage, read> input: array<f32>;
      @group(0) @binding(1) var<storage, read> weight: array<u32>;
      @group(0) @binding(2) var<storage, read> before: array<f32>;
      @group(0) @binding(3) var<storage, read_write> after: array<f32>;
      override outputs: u32;
      override mine = 3u;
      var<private> found = 1f;
      @compute @workgroup_size(64) fn product_add() {}`;
    const own = await readOwnKernel(alone, choices);
    expect(varied(variantOf(own, choices), onFile, 'down', 0).constants).toEqual({ outputs: 1 });
  });

  test('has another id for another text, and line ends of any system', async () => {
    const [one, two] = [await readOwnKernel(shipped, choices), await readOwnKernel(`${shipped}\n`, choices)];
    expect(one.id).not.toBe(two.id);
    const windows = await readOwnKernel(shipped.replaceAll('\n', '\r\n'), choices);
    expect(windows.file.text).toBe(shipped);
  });
});

describe('what is no kernel is refused in one sentence', () => {
  test.each([
    ['1 MB', ' '.repeat(2 ** 20), `This text has 1048576 bytes, and a kernel may have ${maxKernelBytes}`],
    ['no text', '', 'This text has no entry point: write one, @compute.'],
    ['two entry points', `${shipped}\n@compute @workgroup_size(1) fn b() {}`, 'This text has several entry points'],
    ['an unknown name', shipped.replace('fn product_add', 'fn my_kernel'), 'No kernel is called my_kernel: name'],
    ['a kernel of the reference', shipped.replace('fn product_add', 'fn matmul'), 'No kernel is called matmul: name'],
    ['an unknown need', `// needs: nowhere\n${shipped}`, 'No shared file is called nowhere'],
    ['bindings out of order', shipped.replace('binding(1)', 'binding(7)'), 'has to have its bindings in order'],
    ['another access', shipped.replace('<storage, read> x', '<storage, read_write> x'), 'x (read_write), sum'],
    ['a missing binding', shipped.replace(/.*binding\(3\).*/, ''), 'product_add is given y (read), weight (read), x'],
    ['an override of its own', `${shipped}\noverride mine: u32;`, 'Nobody sets the override mine: give it a value.'],
  ])('%s', async (_, text, words) => {
    const said = await refused(text);
    expect(said).toContain(words);
    expect(said.split('\n')).toHaveLength(1);
  });

  test('brackets that do not close, which a compiler places', async () => {
    await expect(readOwnKernel(shipped.slice(0, -3), choices)).rejects.toThrow(UnreadableKernel);
    expect(await refused('/* '.repeat(maxKernelBytes / 3))).toContain('no entry point');
  });
});
