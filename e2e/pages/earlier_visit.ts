import type { Page } from '@playwright/test';
import type { Answer, Message } from '../../src/store/conversations/message.ts';
import { presets } from '../../src/store/chat/sampling.ts';
import type { Settings } from '../../src/store/chat/settings.ts';
import { noTools } from '../../src/store/tools/tool_settings.ts';
import type { Tree } from '../../src/store/conversations/tree.ts';
import type { KernelSet } from '../../src/worker/api.ts';
import { uniformProgram } from '../../src/vocabulary/program.ts';

/** Settings under which an answer is short and the same on every run, and nothing else is computed. */
export const steady: Settings = {
  theme: 'system',
  language: 'browser',
  system: '',
  thinking: false,
  sampling: presets.greedy,
  seed: 1,
  maxTokens: 8,
  tools: noTools,
  overflow: 'leave-out',
  answerAs: 'text',
  schema: '',
  checkKernels: false,
  speculate: false,
  listOpen: false,
  codeWraps: false,
};

/**
 * Opens pages as if an earlier visit had stored this. What the page itself writes stays across reloads. Without a
 * GPU the fused kernels take 4 s to compile, the reference ones 0.5 s: only tests of the fused ones ask for them.
 */
export async function visitedBefore(
  page: Page,
  stored: { settings?: Partial<Settings>; conversation?: Tree<Message>; kernels?: KernelSet } = {},
): Promise<void> {
  const cells = {
    'plumbline.program': { state: { program: uniformProgram(stored.kernels ?? 'reference') }, version: 1 },
    'plumbline.lab': { state: { open: false, width: null, height: 50, both: true }, version: 1 },
    'plumbline.settings': { state: { ...steady, ...stored.settings }, version: 2 },
    ...(stored.conversation && {
      'plumbline.conversation': { state: { tree: stored.conversation, previous: null }, version: 1 },
    }),
  };
  await page.addInitScript((cells) => {
    for (const [name, value] of Object.entries(cells)) {
      if (localStorage.getItem(name) === null) localStorage.setItem(name, JSON.stringify(value));
    }
  }, cells);
}

/** A conversation of one turn. */
export function oneTurn(question: string, answer: Partial<Answer>): Tree<Message> {
  const figures = {
    finish: 'end-of-turn',
    promptTokens: 20,
    cachedTokens: 0,
    tokens: 40,
    contextUsed: 59,
    timeToFirstTokenMs: 120,
    decodeMs: 1950,
    thinkingMs: null,
  } as const;
  const model = { name: 'another-model', hash: 'another-hash' };
  const blank = { role: 'assistant', content: '', thinking: '', model, seed: 1, figures, failure: null } as const;
  const newer = { askedToThink: false, ids: [] };
  return {
    nodes: [
      { parent: null, message: { role: 'user', content: question } },
      { parent: 0, message: { ...blank, ...newer, ...answer } },
    ],
    leaf: 1,
  };
}
