import { expect, test } from 'vitest';
import { uniformProgram } from '../../vocabulary/program.ts';
import { createUnexpected } from './unexpected.ts';

const adapter = {
  vendor: 'nvidia',
  architecture: 'hopper',
  device: '',
  description: '',
  isFallback: false,
  features: ['shader-f16', 'subgroups'],
  subgroupSizes: [32, 32] as [number, number],
  multipliesMatrices: false,
  maxBindingBytes: 2 ** 31,
};

function create() {
  let ms = 0;
  const unexpected = createUnexpected({
    now: () => (ms += 100),
    circumstances: () => ({
      version: '1.2.3',
      browser: 'Browser/1',
      adapter,
      program: uniformProgram('fused'),
      model: { parameters: 596049920 },
    }),
  });
  return unexpected.getState;
}

function thrown(message: string, stack?: string): Error {
  const error = new TypeError(message);
  error.stack = stack ?? '';
  return error;
}

test('a report has version, browser, adapter, limits, program and events', () => {
  const state = create();
  state().record('answer begins');
  state().tell(thrown('x is not a function', 'TypeError: x\n    at go (https://my.example/a/index-1.js:7:12)'));
  expect(state().report?.split('\n')).toEqual([
    'Plumbline 1.2.3',
    'Error: TypeError: x is not a function',
    '  go index-1.js:7:12',
    'Browser: Browser/1',
    'Adapter: nvidia hopper, bindings of 2147483648 bytes, subgroups of 32 to 32, no matrices, shader-f16 subgroups',
    expect.stringMatching(/^Program: embed fused, .+ sample fused$/),
    'Model: 596049920 parameters',
    'Events:',
    '     0.1 s  answer begins',
    '     0.2 s  error: TypeError',
  ]);
});

test.each([
  [`Unexpected token 'm', "my secret" is not valid JSON`],
  ['No such text: \u201Cmy secret\u201D'],
  ['my secret could not be fetched from https://host/my%20secret'.replace('my secret', '`my secret`')],
])('a report has nothing that a person wrote: %s', (message) => {
  const state = create();
  state().tell(
    thrown(
      message,
      `TypeError: ${message}\n    at https://host/secret/index.js:1:2\nread@https://host/secret/b.js:3:4`,
    ),
  );
  expect(state().report).not.toMatch(/secret|host/);
  expect(state().report).toContain('  index.js:1:2\n  read b.js:3:4');
  const thing = create();
  thing().tell('my secret');
  expect(thing().report).toContain('Error: string');
  expect(thing().report).not.toContain('secret');
});

test('the last 50 events are kept', () => {
  const state = create();
  for (let i = 0; i < 70; i++) state().record(`event ${i}`);
  const lines = state().reportOn(null).split('\n');
  const events = lines.slice(lines.indexOf('Events:') + 1);
  expect(events).toHaveLength(50);
  expect(events[0]).toContain('event 20');
});

test('an error is told of once, and only one at a time', () => {
  const state = create();
  const [first, second] = [thrown('first'), thrown('second')];
  state().tell(first);
  state().tell(second);
  expect(state().report).toContain('first');
  state().goOn();
  expect(state()).toMatchObject({ report: null, rounds: 0 });
  state().tell(first);
  expect(state().report).toBeNull();
  state().tell(second);
  expect(state().report).toContain('second');
});

test('one that takes the page away is told of each time, and going on draws the page anew', () => {
  const state = create();
  for (let round = 1; round <= 2; round++) {
    state().tellOfEnd(thrown('gone'));
    expect(state().report).toContain('gone');
    state().goOn();
    expect(state().rounds).toBe(round);
  }
});

test.each([
  'Failed to fetch dynamically imported module: https://host/x.js',
  'ResizeObserver loop completed with undelivered notifications.',
])('%s is no error of the program', (message) => {
  const state = create();
  state().tell(thrown(message));
  expect(state().report).toBeNull();
});
