/** Every reader of a stranger's bytes or text, with something valid that is damaged for it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readKnownAnswers } from '../../src/lab/known/known_answers.ts';
import { openTensorFile, readsBlob } from '../../src/lab/known/tensor_file.ts';
import { ggufBytes, picked } from '../../src/model/checkpoint/gguf/gguf.fixture.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { readShards } from '../../src/model/checkpoint/safetensors/shards.ts';
import { fileSource } from '../../src/model/checkpoint/sources/files.ts';
import { putFinding, takeFinding } from '../../src/findings/container/carry.ts';
import { deflate, inflate } from '../../src/findings/container/deflate.ts';
import { onePixel, plainFinding } from '../../src/findings/finding.fixture.ts';
import { readFinding, writeFinding } from '../../src/findings/format/finding.ts';
import { readRun, writeRun } from '../../src/findings/link/permalink.ts';
import { specOf } from '../../src/findings/record.ts';
import { readConversations } from '../../src/store/conversations/conversation_file.ts';
import { smallFiles, smallTokenizerJson } from '../../src/tokenizer/small.fixture.ts';
import { parseTokenizerJson } from '../../src/tokenizer/tokenizer_json.ts';
import { loadChatTemplate } from '../../src/tokenizer/template/chat_template.ts';
import { root } from '../bootstrap/process.mjs';

export type Reader =
  | { of: 'bytes'; valid: Uint8Array<ArrayBuffer>; read: (bytes: Uint8Array<ArrayBuffer>) => unknown }
  | { of: 'text'; valid: string; read: (text: string) => unknown };

const utf8 = new TextEncoder();

function safetensors(): Uint8Array<ArrayBuffer> {
  const header = utf8.encode(
    JSON.stringify({
      __metadata__: { format: 'pt' },
      'model.norm.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      'model.embed_tokens.weight': { dtype: 'BF16', shape: [4], data_offsets: [24, 32] },
    }),
  );
  const bytes = new Uint8Array(8 + header.length + 32);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  return bytes;
}

const conversation = {
  id: 'a',
  title: null,
  pinned: false,
  createdAt: 1,
  usedAt: 2,
  opening: 'Hi',
  draft: '',
  settings: null,
  tree: { leaf: 0, nodes: [{ parent: null, message: { role: 'user', content: 'Hi' } }] },
};

const template =
  "{% for m in messages %}{{ '<|im_start|>' + m.role }}{% if m.content is string and loop.first %}{{ m['content'] | trim }}{% endif %}{% endfor %}{{ 1 + 2 }}";
const asked = [{ role: 'user', content: 'Hi' }] as const;

export const readers: Record<string, Reader> = {
  safetensors: {
    of: 'bytes',
    valid: safetensors(),
    read: (bytes) => readShards(fileSource('a', [{ path: 'model.safetensors', file: new File([bytes], 'a') }])),
  },
  known_answers: {
    of: 'bytes',
    valid: new Uint8Array(readFileSync(path.join(root, 'public/known_answers/qwen3-0.6b-base.safetensors'))),
    read: async (bytes) => readKnownAnswers(await openTensorFile('a', bytes.length, readsBlob(new Blob([bytes]))), 'a'),
  },
  gguf: {
    of: 'bytes',
    valid: Uint8Array.from(ggufBytes()),
    read: (bytes) => openCheckpoint(picked({ 'a.gguf': Buffer.from(bytes) })),
  },
  png: { of: 'bytes', valid: await putFinding(onePixel, plainFinding), read: takeFinding },
  deflate: {
    of: 'bytes',
    valid: await deflate(utf8.encode('a finding '.repeat(50))),
    read: (bytes) => inflate(bytes, 1000, 'This picture'),
  },
  qr: { of: 'text', valid: writeRun(specOf(plainFinding)), read: readRun },
  finding: { of: 'text', valid: writeFinding(plainFinding), read: (text) => readFinding(text, 'This file') },
  conversations: {
    of: 'text',
    valid: JSON.stringify({ format: 'plumbline.conversations', version: 1, conversations: [conversation] }),
    read: readConversations,
  },
  tokenizer: { of: 'text', valid: JSON.stringify(smallTokenizerJson()), read: parseTokenizerJson },
  template: {
    of: 'text',
    valid: template,
    read: (text) => loadChatTemplate(smallFiles(text))?.render(asked, { thinking: true }),
  },
};
