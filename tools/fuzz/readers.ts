/** Every reader of a stranger's bytes or text, with something valid that is damaged for it. */
import { matcherOf } from '../../src/grammar/schema/schema.ts';
import { newRecord, parseRecord } from '../../src/library/store/record.ts';
import { parseGenerationConfig } from '../../src/model/checkpoint/generation_config.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readKnownAnswers } from '../../src/lab/known/known_answers.ts';
import { openTensorFile, readsBlob } from '../../src/lab/known/tensor_file.ts';
import { ggufBytes, picked } from '../../src/model/checkpoint/gguf/gguf.fixture.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { readShards } from '../../src/model/checkpoint/safetensors/shards.ts';
import { fileSource } from '../../src/model/checkpoint/sources/files.ts';
import { rowOf } from '../../src/findings/board/rows.ts';
import { putFinding, takeFinding } from '../../src/findings/container/carry.ts';
import { deflate, inflate } from '../../src/findings/container/deflate.ts';
import { drawModules, onePixel, plainFinding } from '../../src/findings/finding.fixture.ts';
import { readBoard, writeBoard } from '../../src/findings/format/board.ts';
import { readFinding, writeFinding } from '../../src/findings/format/finding.ts';
import { qrModules, textInPixels } from '../../src/findings/container/qr.ts';
import { runInCode } from '../../src/findings/open/run_in_code.ts';
import { readRun, writeRun } from '../../src/findings/link/permalink.ts';
import { readLink, tellOf } from '../../src/findings/link/told.ts';
import { kernelOf } from '../../src/findings/own_kernel/own_kernel.fixture.ts';
import { specOf } from '../../src/findings/record.ts';
import { readConfig } from '../../src/model/families/families.ts';
import { readWeightMap } from '../../src/model/checkpoint/safetensors/weight_map.ts';
import { readConversations } from '../../src/store/conversations/conversation_file.ts';
import { calculate } from '../../src/store/tools/calculator/calculator.ts';
import { tokenizerFromParts } from '../../src/tokenizer/from_parts.ts';
import { smallFiles, smallTokenizerJson } from '../../src/tokenizer/small.fixture.ts';
import { parseTokenizerJson } from '../../src/tokenizer/tokenizer_json.ts';
import { loadChatTemplate } from '../../src/tokenizer/in_thread.fixture.ts';
import { readCommand } from '../../src/vocabulary/command_line.ts';
import { readToolCall } from '../../src/vocabulary/tool_call.ts';
import { readDeclarations } from '../../src/vocabulary/tool_declaration.ts';
import { tinyConfig } from '../../e2e/fixtures/tiny_checkpoint.ts';
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

const json = smallTokenizerJson();

const tool = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } };

const schema = {
  $defs: { name: { type: 'string', pattern: '^[a-z]{1,4}$' } },
  type: 'object',
  properties: {
    name: { $ref: '#/$defs/name' },
    size: { type: 'number', minimum: 0, maximum: 10 },
    all: { enum: [1, 'a'] },
  },
  required: ['name'],
  additionalProperties: false,
};

const record = {
  ...newRecord,
  address: { kind: 'hub', id: 'a/b', revision: 'main' },
  name: 'b',
  revision: '0a1b',
  listing: ['config.json'],
  absent: [],
  files: [{ path: 'config.json', bytes: 3, blockBytes: 8, etag: null, sha256: null, checked: true }],
  wantedAt: 1,
  addedAt: 1,
};

const code = drawModules(qrModules('http://localhost/#run=1AAAA'), 2);

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
  told: { of: 'text', valid: writeRun(specOf(plainFinding)) + tellOf(plainFinding), read: readLink },
  told_kernel: { of: 'text', valid: writeRun(specOf(kernelOf(0.5))) + tellOf(kernelOf(0.5)), read: readLink },
  kernel: { of: 'text', valid: writeFinding(kernelOf(0.5)), read: (text) => readFinding(text, 'This file') },
  run: { of: 'text', valid: writeRun(specOf(plainFinding)), read: readRun },
  code: {
    of: 'bytes',
    valid: Uint8Array.from(code.data),
    read: (bytes) => {
      const data = new Uint8ClampedArray(code.data.length);
      data.set(bytes.subarray(0, data.length));
      return runInCode(textInPixels({ ...code, data }) ?? '');
    },
  },
  finding: { of: 'text', valid: writeFinding(plainFinding), read: (text) => readFinding(text, 'This file') },
  board: { of: 'text', valid: writeBoard([rowOf(plainFinding)]), read: (text) => readBoard(text, 'This picture') },
  conversations: {
    of: 'text',
    valid: JSON.stringify({ format: 'plumbline.conversations', version: 1, conversations: [conversation] }),
    read: readConversations,
  },
  config: { of: 'text', valid: JSON.stringify(tinyConfig), read: (text) => readConfig(text, 'config.json') },
  generation: {
    of: 'text',
    valid: '{"eos_token_id": [7, 8], "temperature": 0.6, "top_k": 20, "top_p": 0.95, "do_sample": true}',
    read: (text) =>
      parseGenerationConfig(
        { file: 'generation_config.json', text },
        { file: 'config.json', text: '{"eos_token_id": 7}' },
      ),
  },
  index: {
    of: 'text',
    valid: '{"metadata": {"total_size": 8}, "weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors"}}',
    read: (text) =>
      readWeightMap(
        fileSource('a', [
          { path: 'model.safetensors.index.json', file: new File([text], 'model.safetensors.index.json') },
        ]),
      ),
  },
  merges: {
    of: 'text',
    valid: '#version: 0.2\nh e\nhe l\n',
    read: (merges) => tokenizerFromParts({ vocab: JSON.stringify(json.model.vocab), merges, addedTokens: null }, null),
  },
  record: { of: 'text', valid: JSON.stringify(record), read: (text) => typeof parseRecord(text) },
  schema: { of: 'text', valid: JSON.stringify(schema), read: matcherOf },
  tools: { of: 'text', valid: JSON.stringify([tool]), read: readDeclarations },
  call: { of: 'text', valid: '{"name": "weather", "arguments": {"in": ["a", 1, null]}}', read: readToolCall },
  sum: { of: 'text', valid: '2^(3*-4.5e2) + sqrt(16) / (7 - 10 % 3)', read: calculate },
  command: { of: 'text', valid: 'hf download --revision v2 owner/name file.gguf', read: readCommand },
  tokenizer: { of: 'text', valid: JSON.stringify(smallTokenizerJson()), read: parseTokenizerJson },
  template: {
    of: 'text',
    valid: template,
    read: (text) => loadChatTemplate(smallFiles(text))?.render(asked, { thinking: true }),
  },
};
