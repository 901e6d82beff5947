import path from 'node:path';
import { folderTokenizer } from '../fixtures/folder_tokenizer.ts';
import { root } from '../../tools/bootstrap/process.mjs';

const questions = [
  'Hello!',
  'What is the capital of France?',
  'Tell me a story about a fox.',
  'What is 7 plus 5?',
  'Sort these numbers: 9, 3, 7, 1.',
  'How many days are in a week?',
  'Write a list of three fruits.',
  'What is a kernel?',
  'Spell the word house.',
  'Who are you?',
  'What comes after Tuesday?',
  'Count from 1 to 5.',
  'What color is the sky?',
  'Write a loop in Python.',
  'What is 12 minus 4?',
  'Thank you!',
  'What can you do?',
  'What is the opposite of hot?',
  'Name an animal that can fly.',
  'What does this page show?',
];

/** Twenty questions to the demo, rendered and encoded by its own tokenizer. */
export function demoPrompts(): number[][] {
  const tokenizer = folderTokenizer(path.join(root, 'public/models/demo'));
  return questions.map((content) => tokenizer.chatPrompt([{ role: 'user', content }], { thinking: false }).ids);
}
