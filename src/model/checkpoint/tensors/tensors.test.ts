import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editText, setField } from '../../../../e2e/fixtures/edit.ts';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import {
  pickFolder,
  shardName,
  writeTinyCheckpoint,
  type TinyOptions,
  type TinyTensor,
} from '../../../../e2e/fixtures/tiny_checkpoint.ts';
import { openCheckpoint } from '../checkpoint.ts';
import { fileSource } from '../sources/files.ts';

const index = 'model.safetensors.index.json';
const embedding = 'model.embed_tokens.weight';
const head = 'lm_head.weight';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tensors-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function open(options?: TinyOptions, edit?: () => Promise<void>) {
  await writeTinyCheckpoint(dir, options);
  await edit?.();
  return openCheckpoint(fileSource('picked', await pickFolder(dir)));
}

const renamed = (rename: (name: string) => string) => (all: TinyTensor[]) =>
  all.map((tensor): TinyTensor => ({ ...tensor, name: rename(tensor.name), copyOf: tensor.name }));
const plus =
  (name: string, shape = [4]) =>
  (all: TinyTensor[]) => [...all, { name, dtype: 'F32', shape } satisfies TinyTensor];
const untied = { tie_word_embeddings: false };

describe('names', () => {
  const bare = (name: string) => name.replace(/^model\./, '');

  test.each<[string, (name: string) => string]>([
    ['without "model."', bare],
    ['without "model.", the head of a wrapper', (name) => (name === head ? name : bare(name))],
    ['of a compiled model', (name) => `_orig_mod.${name}`],
    [
      'of a model compiled inside',
      (name) => name.replace('model.layers', 'model.layers._orig_mod').replace('0.mlp', '0._orig_mod.mlp'),
    ],
    ['of DataParallel', (name) => `module.${name}`],
    ['of FSDP', (name) => name.replace(/layers\.\d+\./, '$&_fsdp_wrapped_module._checkpoint_wrapped_module.')],
    ['of a wrapper of its own', (name) => `model.${name}`],
    ['of PEFT', (name) => `base_model.model.${name}`],
    ['of the text part of a larger model', (name) => `language_model.${name}`],
    ['of a bare text part', (name) => (name === head ? name : `model.language_model.${bare(name)}`)],
  ])('%s', async (_name, rename) => {
    for (const config of [{}, untied]) {
      const plain = await open({ config });
      for (const shards of [1, 2]) {
        const { tensors } = await open({ config, shards, tensors: renamed(rename) });
        expect(new Set(tensors.map(({ name }) => name))).toEqual(new Set(plain.tensors.map(({ name }) => name)));
        await rm(dir, { recursive: true });
        dir = await mkdtemp(join(tmpdir(), 'tensors-'));
      }
    }
  });

  test('of two models in one file are not mixed up', async () => {
    const both = (all: TinyTensor[]) =>
      ['teacher', 'student'].flatMap((one) => renamed((name) => `${one}.${name}`)(all));
    const { message } = await refusalOf(() => open({ tensors: both }));
    expect(message).toContain('teacher.model.embed_tokens.weight is not a tensor of this model');
  });

  test('that come to the same are told', async () => {
    const twice = (all: TinyTensor[]) => [...all, { ...all[3]!, name: `_orig_mod.${all[3]!.name}` }];
    const { message } = await refusalOf(() => open({ tensors: twice }));
    expect(message).toContain(`is stored twice; take all weights from the same save`);
  });
});

describe('half of a pair', () => {
  test('a tied model that stores its head alone runs', async () => {
    for (const shards of [1, 2]) {
      const { tensors } = await open({ shards, tensors: renamed((name) => (name === embedding ? head : name)) });
      expect(tensors.find(({ name }) => name === embedding)?.shape).toEqual([17, 24]);
      expect(tensors).toHaveLength(24);
      await rm(join(dir, 'model.safetensors'), { force: true });
    }
  });

  test.each<[string, TinyOptions, string]>([
    [
      'head',
      { config: untied, tensors: (all) => all.filter(({ name }) => name !== head) },
      `${head}, the output layer`,
    ],
    [
      'head, unsaid',
      { config: { tie_word_embeddings: undefined }, tensors: (all) => all.filter(({ name }) => name !== head) },
      head,
    ],
    ['embedding', { config: untied, tensors: (all) => all.filter(({ name }) => name !== embedding) }, embedding],
  ])('an untied model without its %s', async (_name, options, expected) => {
    const { message } = await refusalOf(() => open(options));
    expect(message).toContain(expected);
    expect(message).toContain('set tie_word_embeddings to true');
    expect(message).not.toContain('download');
  });
});

describe('tensors beside the model', () => {
  test.each([
    'model.layers.0.self_attn.rotary_emb.inv_freq',
    'model.rotary_emb.inv_freq',
    'rotary_emb.original_inv_freq',
    'model.layers.1.self_attn.rotary_emb.cos_cached',
    'model.embed_tokens.position_ids',
    'model.layers.1.self_attn.masked_bias',
    'model.layers.1.self_attn._extra_state',
  ])('%s is no weight', async (name) => {
    expect((await open({ tensors: plus(name) })).tensors).toHaveLength(24);
    await rm(join(dir, 'model.safetensors'));
    expect((await open({ shards: 2, tensors: plus(name) })).tensors).toHaveLength(24);
  });

  test.each([
    ['v_head.summary.weight', 'is the head of a reward'],
    ['score.weight', 'is the head of a reward'],
    ['model.layers.0.self_attn.q_proj.lora_A.default.weight', 'LoRA adapter'],
    ['base_model.model.model.layers.0.self_attn.q_proj.base_layer.weight', 'LoRA adapter'],
    ['model._flat_param', 'FSDP'],
    ['model.layers.0.mlp.experts.0.up_proj.weight', 'mixture of experts'],
    ['visual.blocks.0.attn.qkv.weight', 'pictures'],
    ['mtp.layers.0.input_layernorm.weight', 'drafts'],
    ['model.layers.7.mlp.up_proj.weight', 'is not a tensor of this model'],
  ])('%s is refused by what it is', async (name, expected) => {
    const { kind, message } = await refusalOf(() => open({ tensors: plus(name) }));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toContain(`model.safetensors: ${name} `);
    expect(message).toContain(expected);
    expect(message).toMatch(/^.{1,300}; .+$/);
  });

  test('an empty weight says that the save lost it', async () => {
    const empty = (all: TinyTensor[]) => all.map((tensor, i) => (i === 2 ? { ...tensor, shape: [0] } : tensor));
    const { message } = await refusalOf(() => open({ tensors: empty }));
    expect(message).toMatch(/q_proj.+\[0\].+empty.+ZeRO-3.+; save the model again/);
  });
});

describe('an index', () => {
  const add = (name: string, file: string) => () =>
    editText(dir, index, (text) => text.replace('"weight_map":{', `"weight_map":{"${name}":"${file}",`));

  test.each([
    ['the head of a tied model', head, shardName(0, 2)],
    ['a head in a shard that was not saved', head, 'model-00003-of-00003.safetensors'],
    ['a buffer', 'model.rotary_emb.inv_freq', shardName(1, 2)],
  ])('may list %s that is not stored', async (_name, tensor, file) => {
    expect((await open({ shards: 2 }, add(tensor, file))).tensors).toHaveLength(24);
  });

  test('may leave out a head that is a copy', async () => {
    const copied = (all: TinyTensor[]) => [
      ...all,
      { name: head, dtype: 'F32', shape: [17, 24], copyOf: embedding } satisfies TinyTensor,
    ];
    const forget = () => editText(dir, index, (text) => text.replace(/,"lm_head.weight":"[^"]+"/, ''));
    expect((await open({ shards: 2, tensors: copied }, forget)).tensors).toHaveLength(24);
  });
});

describe('what lies there instead of a checkpoint', () => {
  const adapter = { peft_type: 'LORA', base_model_name_or_path: 'Qwen/Qwen3-0.6B' };

  test.each<[string, () => Promise<void>, string]>([
    [
      'an adapter without config.json',
      async () => {
        await rm(join(dir, 'config.json'));
        await writeFile(join(dir, 'adapter_config.json'), JSON.stringify(adapter));
      },
      'adapter_config.json: this is an adapter of Qwen/Qwen3-0.6B',
    ],
    [
      'an adapter beside the config of its model',
      async () => {
        await rm(join(dir, 'model.safetensors'));
        await writeFile(join(dir, 'adapter_config.json'), '{}');
      },
      'adapter_config.json: this is an adapter, not a whole model',
    ],
    [
      'shards without an index',
      () => rm(join(dir, index)),
      'index.json: missing, though model-00001-of-00002.safetensors is there',
    ],
    [
      'weights under another name',
      async () => {
        await rm(join(dir, 'model.safetensors'));
        await writeFile(join(dir, 'weights.safetensors'), '');
      },
      'rename it to model.safetensors',
    ],
    [
      'pickled weights',
      async () => {
        await rm(join(dir, 'model.safetensors'));
        await writeFile(join(dir, 'pytorch_model.bin'), '');
      },
      'pytorch_model.bin: holds pickled weights',
    ],
    [
      'a web page under the name of the weights',
      () => writeFile(join(dir, 'model.safetensors'), '<!doctype html><html>'),
      'model.safetensors: is a web page, not the file that belongs here; download the file itself',
    ],
    [
      'a pointer',
      () =>
        writeFile(
          join(dir, 'model.safetensors'),
          'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n',
        ),
      'model.safetensors: is a Git LFS pointer',
    ],
  ])('%s', async (name, edit, expected) => {
    const { message } = await refusalOf(() => open({ shards: name.startsWith('shards') ? 2 : 1 }, edit));
    expect(message).toContain(expected);
  });

  test.each([
    ['mlc-chat-config.json', 'is a model compiled for MLC'],
    ['params_shard_0.bin', 'is a model compiled for MLC'],
    ['model.onnx', 'is an ONNX model'],
    ['openvino_model.bin', 'is an OpenVINO model'],
    ['model.litertlm', 'is a LiteRT model'],
    ['tf_model.h5', 'a kind that does not run here'],
    ['zero_to_fp32.py', 'training state of DeepSpeed'],
    ['__0_0.distcp', 'spread over GPUs'],
    ['model.safetensors.crdownload', 'is a download that has not ended'],
    ['Qwen3-0.6B.zip', 'is an archive; unpack it'],
    ['pytorch_model-00001-of-00002.bin', 'holds pickled weights'],
    ['training_args.bin', 'model.safetensors: missing from'],
  ])('%s %s', async (file, expected) => {
    const edit = async () => {
      await rm(join(dir, 'model.safetensors'));
      await writeFile(join(dir, file), '');
    };
    const { kind, message } = await refusalOf(() => open({}, edit));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toContain(expected);
    expect(message).toMatch(/^.{1,200}; .+$/);
  });

  test('a config in which Python wrote Infinity where nothing reads it', async () => {
    const edit = () =>
      setField(dir, 'config.json', 'initializer_range', '@').then(() =>
        editText(dir, 'config.json', (text) => text.replace('"@"', 'Infinity')),
      );
    expect((await open({}, edit)).tensors).toHaveLength(24);
  });
});
