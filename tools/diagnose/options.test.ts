import { describe, expect, it } from 'vitest';
import { Stop } from '../bootstrap/process.mjs';
import { parseOptions } from './options.ts';

const model = ['--model', 'e2e/goldens/tied-f32', '--out', 'build/nothing.json'];

describe('a wrong command line is refused in one line', () => {
  it.each([
    ['an unknown fault', ['--fault', 'gremlins'], /^--fault gremlins: there is no fault gremlins.*--list prints all/],
    ['a layer that is none', ['--fault', 'rope_base@x'], /^--fault layer x: give a whole number/],
  ])('%s', (_, args, says) => {
    const refused = () => parseOptions([...model, ...args]);
    expect(refused).toThrow(Stop);
    expect(refused).toThrow(says);
    expect(refused).not.toThrow('\n');
  });
});
