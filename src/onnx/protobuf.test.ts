import { expect, test } from 'vitest';
import { Message } from './protobuf.ts';

// The first three are examples from the format's documentation.
test.each([
  ['a varint of two bytes', new Message().integer(1, 150), [0x08, 0x96, 0x01]],
  ['a string', new Message().bytes(2, 'testing'), [0x12, 7, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]],
  ['a message in a message', new Message().bytes(3, new Message().integer(1, 150)), [0x1a, 3, 0x08, 0x96, 0x01]],
  ['a negative number', new Message().integer(1, -1), [0x08, ...Array.from({ length: 9 }, () => 0xff), 0x01]],
  ['a float', new Message().float(2, 1), [0x15, 0, 0, 0x80, 0x3f]],
  ['a field number above 15', new Message().integer(20, 2), [0xa0, 0x01, 2]],
  ['a repeated field', new Message().integer(1, 1).integer(1, 0), [0x08, 1, 0x08, 0]],
])('%s', (_, message, bytes) => {
  expect(Array.from(message.encode())).toEqual(bytes);
});
