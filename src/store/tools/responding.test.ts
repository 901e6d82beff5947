import { describe, expect, test } from 'vitest';
import { oneTurn } from '../../../e2e/pages/earlier_visit.ts';
import { append, type Tree } from '../conversations/tree.ts';
import type { Message, ToolResponse } from '../conversations/message.ts';
import { promptOf } from '../chat/prompt.ts';
import { pathTo } from '../conversations/tree.ts';
import { declarationsOf, readOwn } from './built_in.ts';
import { dateAndTime } from './date_and_time.ts';
import { goesOn, responsesTo, roundsBefore } from './responding.ts';
import type { ToolSettings } from './tool_settings.ts';

const tools: ToolSettings = { builtIn: ['calculator'], own: '{"name": "get_weather"}' };
const calculates = '{"name": "calculator", "arguments": {"expression": "12*7"}}';
const asks = '{"name": "get_weather", "arguments": {"city": "Oslo"}}';

const calling = (...calls: string[]) => oneTurn('Well?', { content: 'Let me see.', thinking: 'hm', calls });
const responsesIn = (tree: Tree<Message>) => responsesTo(tree.nodes[1]!.message, tools);

describe('responses', () => {
  test('are the built-in tool’s, and a person’s where it is none', () => {
    expect(responsesIn(calling(calculates, asks))).toEqual({
      role: 'tool',
      responses: [
        { content: '84', by: 'tool' },
        { content: '', by: null },
      ],
    });
  });

  test('are a person’s where the built-in tool is off', () => {
    expect(responsesTo(calling(calculates).nodes[1]!.message, { ...tools, builtIn: [] })?.responses).toEqual([
      { content: '', by: null },
    ]);
  });

  test('are none for calls that cannot be read, and for answers that were cut', () => {
    expect(responsesIn(calling('{'))).toBeNull();
    expect(responsesIn(oneTurn('Well?', {}))).toBeNull();
    const cut = calling(calculates).nodes[1]!.message;
    if (cut.role !== 'assistant') throw new Error('not an answer');
    expect(responsesTo({ ...cut, figures: { ...cut.figures!, finish: 'max-tokens' } }, tools)).toBeNull();
  });

  test('of a tool given nonsense say so', () => {
    const nonsense = calling('{"name": "calculator"}', '{"name": "calculator", "arguments": {"expression": "x"}}');
    expect(responsesIn(nonsense)?.responses.map(({ content }) => content)).toEqual([
      expect.stringContaining('Error: '),
      expect.stringContaining('Error: '),
    ]);
  });
});

test('the model goes on by itself, but is held every eighth time', () => {
  let tree = calling(calculates);
  const held: number[] = [];
  for (let round = 1; round <= 17; round++) {
    tree = append(tree, tree.leaf, { role: 'tool', responses: [{ content: '84', by: 'tool' }] });
    expect(roundsBefore(tree, tree.leaf!)).toBe(round);
    if (!goesOn(tree, tree.leaf!)) held.push(round);
    tree = append(tree, tree.leaf, tree.nodes[1]!.message);
  }
  expect(held).toEqual([8, 16]);
  tree = append(tree, tree.leaf, { role: 'user', content: 'And now?' });
  tree = append(tree, tree.leaf, { role: 'tool', responses: [{ content: '', by: null }] });
  expect(roundsBefore(tree, tree.leaf!)).toBe(1);
  expect(goesOn(tree, tree.leaf!)).toBe(false);
});

describe('the prompt', () => {
  const prompt = (calls: string[], responses: ToolResponse[] | null) => {
    const asked = calling(...calls);
    const tree = responses ? append(asked, 1, { role: 'tool', responses }) : asked;
    return promptOf('', pathTo(tree, tree.leaf), null);
  };
  const said = { role: 'assistant', content: 'Let me see.', thinking: 'hm' };
  const call = { name: 'calculator', arguments: { expression: '12*7' } };

  test('has calls and responses as messages', () => {
    expect(prompt([calculates], [{ content: '84', by: 'tool' }])).toEqual([
      { role: 'user', content: 'Well?' },
      { ...said, calls: [call] },
      { role: 'tool', content: '84' },
    ]);
  });

  test('has calls that cannot be read, and those that nobody answers, as text', () => {
    const text = 'Let me see.\n<tool_call>\n{\n</tool_call>';
    expect(prompt(['{', calculates], [{ content: '84', by: 'tool' }])[1]).toEqual({
      ...said,
      content: text,
      calls: [call],
    });
    expect(prompt(['{'], null)[1]).toEqual({ ...said, content: text });
    expect(prompt([calculates], null)[1]).toEqual({
      ...said,
      content: `Let me see.\n<tool_call>\n${calculates}\n</tool_call>`,
    });
  });

  test('is sound where a file that was imported lacks responses, or has too many', () => {
    expect(prompt([calculates], [])[2]).toEqual({ role: 'tool', content: 'The user has not answered this call.' });
    const two: ToolResponse[] = [
      { content: '84', by: 'tool' },
      { content: 'x', by: 'person' },
    ];
    expect(prompt([calculates], two)).toHaveLength(3);
    expect(prompt([], two)).toHaveLength(2);
  });
});

test('what the model is told of', () => {
  const names = (settings: ToolSettings) => declarationsOf(settings).map((tool) => tool.function.name);
  expect(names(tools)).toEqual(['calculator', 'get_weather']);
  expect(names({ builtIn: ['date_and_time', 'calculator'], own: '{' })).toEqual(['calculator', 'date_and_time']);
  expect(readOwn('{"name": "calculator"}')).toMatchObject({
    ok: false,
    failure: { message: 'calculator is a built-in tool: give yours another name.' },
  });
});

test('date and time, in any zone', () => {
  const moment = new Date('2026-11-29T23:05:09Z');
  expect(JSON.parse(dateAndTime(moment, 'Asia/Tokyo'))).toEqual({
    date: '2026-11-30',
    weekday: 'Monday',
    time: '08:05:09',
    time_zone: 'Asia/Tokyo (GMT+09:00)',
  });
  expect(JSON.parse(dateAndTime(moment))).toMatchObject({ time: expect.stringMatching(/^\d\d:\d\d:09$/) });
  expect(dateAndTime(moment, 'Nowhere/At all')).toMatch(/^Error: there is no time zone Nowhere/);
});
