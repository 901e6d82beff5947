import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readToolCall } from './tool_call.ts';

describe('a call', () => {
  test.each([
    [
      'as Qwen documents it',
      '\n{"name": "f", "arguments": {"a": [1, "x"]}}\n',
      { name: 'f', arguments: { a: [1, 'x'] } },
    ],
    ['without arguments', '{"name": "f"}', { name: 'f', arguments: {} }],
    [
      'with arguments within a string',
      '{"name": "f", "arguments": "{\\"a\\": 1}"}',
      { name: 'f', arguments: { a: 1 } },
    ],
  ])('%s', (_, text, value) => {
    expect(readToolCall(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'it is not JSON'],
    ["{'name': 'f'}", 'it is not JSON'],
    ['{"name": "f"}{"name": "g"}', 'it is not JSON'],
    ['{"name": "f", "arguments": {"a": 1}', 'it is not JSON'],
    ['[{"name": "f"}]', 'it is not a JSON object'],
    ['null', 'it is not a JSON object'],
    ['{"arguments": {}}', 'it names no tool'],
    ['{"name": "f", "arguments": [1]}', 'its arguments are not a JSON object'],
    ['{"name": "f", "arguments": "x"}', 'its arguments are not a JSON object'],
    [`{"name": "f", "arguments": ${'{"a":'.repeat(40)}1${'}'.repeat(41)}`, 'its arguments nest deeper than 32 levels'],
  ])('%.30s is refused: %s', (text, reason) => {
    expect(readToolCall(text)).toMatchObject({ ok: false, failure: { message: reason } });
  });

  test('of any text is read or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(typeof readToolCall(text).ok).toBe('boolean');
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
