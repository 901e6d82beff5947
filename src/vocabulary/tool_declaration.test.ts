import { describe, expect, test } from 'vitest';
import { readDeclarations } from './tool_declaration.ts';

describe('declarations', () => {
  const weather = { name: 'get_weather', description: 'Weather', parameters: { type: 'object', properties: {} } };
  const wrapped = { type: 'function', function: weather };

  test.each([
    ['nothing', ' \n', []],
    ['a list', JSON.stringify([wrapped]), [wrapped]],
    ['one alone', JSON.stringify(wrapped), [wrapped]],
    ['without its wrapping', JSON.stringify([weather]), [wrapped]],
    ['fields that are not known', JSON.stringify([{ ...wrapped, x: 1 }]), [{ ...wrapped, x: 1 }]],
    ['a name alone', '{"name": "a.b-c_1"}', [{ type: 'function', function: { name: 'a.b-c_1' } }]],
  ])('of %s', (_, text, value) => {
    expect(readDeclarations(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['[{"name": "a"},]', 'This is not JSON'],
    ['[7]', 'Tool 1 cannot be declared: it has to be {"name"'],
    ['[{"name": "a"}, {"name": "b c"}]', 'Tool 2 cannot be declared: a name is 1 to 64 letters'],
    ['{"name": "a", "parameters": []}', 'parameters are a JSON schema'],
    ['{"name": "a", "description": 7}', 'a description is text'],
    ['{"type": "web", "function": {"name": "a"}}', 'the type of a tool is "function"'],
    ['[{"name": "a"}, {"name": "a"}]', 'Two tools are called a: give each its own name.'],
    [`{"name": "a", "parameters": ${'{"a":'.repeat(40)}1${'}'.repeat(41)}`, 'nests deeper than 32 levels'],
    [`{"name": "a", "description": "${'x'.repeat(100_000)}"}`, 'more than 100000 characters'],
  ])('are refused in a line: %.40s', (text, reason) => {
    const read = readDeclarations(text);
    expect(read).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });
    expect(read.ok ? '' : read.failure.message).toContain(reason);
    expect(read.ok ? '' : read.failure.message).toMatch(/^[^\n]{1,200}\.$/);
  });
});
