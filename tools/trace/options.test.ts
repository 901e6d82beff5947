import { describe, expect, it } from 'vitest';
import { Stop } from '../bootstrap/process.mjs';
import { parseOptions } from './options.ts';

const model = ['--model', 'e2e/goldens/tied-f32'];
const tokens = ['--tokens', '1,2,3'];
const out = ['--out', 'build/nothing'];

interface Refusal {
  what: string;
  args: string[];
  says: RegExp;
}

const refusals: Refusal[] = [
  {
    what: 'an unknown flag',
    args: [...model, ...tokens, '--fast'],
    says: /Unknown option '--fast'; usage: trace --model/,
  },
  { what: 'a stray word', args: [...model, ...tokens, 'fast'], says: /'fast'.*; usage:/ },
  { what: 'no --model', args: tokens, says: /--model is missing/ },
  {
    what: 'a folder that is not there',
    args: ['--model', 'nowhere', ...tokens],
    says: /--model nowhere: no such folder/,
  },
  { what: 'a file as --model', args: ['--model', 'package.json', ...tokens], says: /--model package.json: a file/ },
  { what: 'no prompt', args: model, says: /neither --tokens nor --prompt: give one/ },
  { what: 'two prompts', args: [...model, ...tokens, '--prompt', 'Hi'], says: /both --tokens and --prompt: give one/ },
  {
    what: 'known answers and a prompt',
    args: [...model, ...tokens, '--known', 'package.json'],
    says: /--known has a prompt of its own: leave --tokens/,
  },
  {
    what: 'known answers that are not there',
    args: [...model, '--known', 'nowhere'],
    says: /--known nowhere: no such file/,
  },
  { what: 'an empty prompt', args: [...model, '--prompt', ''], says: /--prompt is empty/ },
  { what: 'no token', args: [...model, '--tokens', ''], says: /--tokens: "" is not a token id/ },
  { what: 'a token that is no number', args: [...model, '--tokens', '1,two'], says: /"two" is not a token id/ },
  { what: 'half a token', args: [...model, '--tokens', '1,2.5'], says: /"2\.5" is not a token id/ },
  { what: 'a negative token', args: [...model, '--tokens=-1'], says: /"-1" is not a token id/ },
  {
    what: 'an unknown step',
    args: [...model, ...tokens, '--kernels', 'qvk=fused'],
    says: /--kernels: "qvk=fused" is not/,
  },
  {
    what: 'a negative count',
    args: [...model, ...tokens, '--generate=-1'],
    says: /--generate -1: give a whole number from 0/,
  },
  {
    what: 'an empty chunk',
    args: [...model, ...tokens, '--chunk', '0'],
    says: /--chunk 0: give a whole number from 1/,
  },
  {
    what: 'unknown weights',
    args: [...model, ...tokens, '--weights', '3-bit'],
    says: /--weights 3-bit: give one of stored, 8-bit/,
  },
];

/** The one line that the command is refused with. */
function refusalOf(args: string[]): string {
  try {
    parseOptions(args);
  } catch (error) {
    if (error instanceof Stop) return error.message;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a wrong command line is refused in one line', () => {
  it.each(refusals)('$what', ({ args, says }) => {
    const line = refusalOf([...args, ...out]);
    expect(line).toMatch(says);
    expect(line).not.toContain('\n');
  });

  it('no --out', () => expect(refusalOf([...model, ...tokens])).toMatch(/^--out is missing/));

  it('a file as --out', () => {
    expect(refusalOf([...model, ...tokens, '--out', 'package.json'])).toMatch(/^--out package\.json: a file/);
  });
});
