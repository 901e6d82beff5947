import { expect, test } from 'vitest';
import { isPressed, keyNames } from './keys.ts';

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

test('combinations are told apart', () => {
  const keys = { key: 'o', mod: true, shift: true };
  expect(isPressed(keys, press('O', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  expect(isPressed(keys, press('o', { ctrlKey: true }), false)).toBe(false);
  expect(isPressed(keys, press('O', { shiftKey: true }), false)).toBe(false);
  expect(isPressed(keys, press('O', { ctrlKey: true, shiftKey: true, altKey: true }), false)).toBe(false);
});

test('a sign is itself, whether its key takes Shift or not', () => {
  expect(isPressed({ key: '?' }, press('?', { shiftKey: true }), false)).toBe(true);
  expect(isPressed({ key: '?' }, press('?'), false)).toBe(true);
  expect(isPressed({ key: '?' }, press('?', { ctrlKey: true }), false)).toBe(false);
});

test("Apple's keyboards have Command in place of Ctrl", () => {
  expect(isPressed({ key: 'k', mod: true }, press('k', { metaKey: true }), true)).toBe(true);
  expect(isPressed({ key: 'k', mod: true }, press('k', { ctrlKey: true }), true)).toBe(false);
  expect(keyNames({ key: 'o', mod: true, shift: true }, true)).toEqual(['⌘', '⇧', 'O']);
  expect(keyNames({ key: 'o', mod: true, shift: true }, false)).toEqual(['Ctrl', 'Shift', 'O']);
});
