import { describe, expect, test } from 'vitest';
import { huggingFace } from './hub_access.ts';
import { meantAddress } from './typed_address.ts';

const { hub } = huggingFace;
const both = (text: string, address = hub) => [
  meantAddress({ kind: 'hub', id: text, revision: 'main' }, address),
  meantAddress({ kind: 'url', base: text }, address),
];

describe('a repository of the hub, in either field', () => {
  test.each([
    ['https://huggingface.co/me/hello', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/', 'me/hello', 'main'],
    ['  https://huggingface.co/me/hello  ', 'me/hello', 'main'],
    ['<https://huggingface.co/me/hello>', 'me/hello', 'main'],
    ['http://www.huggingface.co/me/hello?library=transformers#usage', 'me/hello', 'main'],
    ['huggingface.co/me/hello', 'me/hello', 'main'],
    ['hf.co/me/hello', 'me/hello', 'main'],
    ['hf.co/me/hello:Q4_K_M', 'me/hello:Q4_K_M', 'main'],
    ['hf://me/hello@v2', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/tree/main', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/tree/refs%2Fpr%2F1', 'me/hello', 'refs/pr/1'],
    ['https://huggingface.co/me/hello/blob/v2/config.json', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/resolve/v2/model.safetensors?download=true', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/resolve/main/', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/discussions/3', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello/blob/main/q/a-Q8_0.gguf', 'me/hello/q/a-Q8_0.gguf', 'main'],
    ['hf.co/me/hello/a-Q8_0.gguf', 'me/hello/a-Q8_0.gguf', 'main'],
    ['https://huggingface.co/me/hello?show_file_info=a-Q8_0.gguf', 'me/hello/a-Q8_0.gguf', 'main'],
    ['https://huggingface.co/me/hello/tree/refs/pr/1', 'me/hello', 'refs/pr/1'],
    ['https://huggingface.co/me/hello/blob/refs/pr/1/config.json', 'me/hello', 'refs/pr/1'],
    ['https://huggingface.co/me/hello/commit/0123abc', 'me/hello', '0123abc'],
    ['https://huggingface.co/me/hello/commits/v2', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/blame/v2/config.json', 'me/hello', 'v2'],
    ['https://huggingface.co/me/hello/resolve/main/pytorch_model.bin', 'me/hello', 'main'],
    ['https://huggingface.co/me/hello.git', 'me/hello', 'main'],
    ['https://me:hf_secret@huggingface.co/me/hello', 'me/hello', 'main'],
    ['git@hf.co:me/hello', 'me/hello', 'main'],
    ['ssh://git@hf.co/me/hello.git', 'me/hello', 'main'],
    ['https://huggingface.co/api/models/me/hello', 'me/hello', 'main'],
    ['https://huggingface.co/chat/models/me/hello', 'me/hello', 'main'],
    ['HTTPS://HuggingFace.co//me//hello/', 'me/hello', 'main'],
    ['[hello](https://huggingface.co/me/hello).', 'me/hello', 'main'],
    ['`hf.co/me/hello`', 'me/hello', 'main'],
    ['\u201Chf.co/me/hello\u201D,', 'me/hello', 'main'],
    ['\u200Bhttps://huggingface.co/me/hello\uFEFF', 'me/hello', 'main'],
    ['https://huggingface.co/me', 'me', 'main'],
    ['https://huggingface.co/datasets/me/text', 'datasets/me', 'main'],
    ['https://huggingface.co/spaces/me/demo/blob/main/app.py', 'spaces/me', 'main'],
  ])('%s', (text, id, revision) => {
    for (const address of both(text)) expect(address).toEqual({ kind: 'hub', id, revision });
  });

  test.each([
    ['ollama run hf.co/me/hello:Q4_K_M', 'me/hello:Q4_K_M', 'main'],
    ['$ ollama pull hf.co/me/hello', 'me/hello', 'main'],
    ['huggingface-cli download me/hello', 'me/hello', 'main'],
    ['huggingface-cli download me/hello --local-dir ./hello --revision v2', 'me/hello', 'v2'],
    ['hf download me/hello a-Q8_0.gguf --local-dir .', 'me/hello/a-Q8_0.gguf', 'main'],
    ['hf download me/hello --include "*Q8_0*"', 'me/hello:Q8_0', 'main'],
    ['hf download --repo-type model me/hello', 'me/hello', 'main'],
    ['llama-cli -hf me/hello:Q8_0 -p "Hi"', 'me/hello:Q8_0', 'main'],
    ['./llama-server --hf-repo me/hello --hf-file a-Q8_0.gguf -c 2048', 'me/hello/a-Q8_0.gguf', 'main'],
    ['vllm serve "me/hello" --port 8000', 'me/hello', 'main'],
    ['docker run -v ~/.cache:/root vllm/vllm-openai:latest --model me/hello', 'me/hello', 'main'],
    ['python -m sglang.launch_server --model-path me/hello', 'me/hello', 'main'],
    ['mlx_lm.generate --model me/hello --prompt "a/b"', 'me/hello', 'main'],
    ['git lfs install\ngit clone https://huggingface.co/me/hello.git', 'me/hello', 'main'],
    ['git clone git@hf.co:me/hello -b v2', 'me/hello', 'v2'],
    ['wget https://huggingface.co/me/hello/resolve/main/a.gguf?download=true', 'me/hello/a.gguf', 'main'],
    ['curl -L -O "https://huggingface.co/me/hello/resolve/v2/model.safetensors"', 'me/hello', 'v2'],
    ['model = AutoModelForCausalLM.from_pretrained("me/hello", revision="v2")', 'me/hello', 'v2'],
    ["snapshot_download(repo_id='me/hello')", 'me/hello', 'main'],
    ['hf_hub_download(repo_id="me/hello", filename="a-Q8_0.gguf")', 'me/hello/a-Q8_0.gguf', 'main'],
    ['pipe = pipeline("text-generation", model="me/hello")', 'me/hello', 'main'],
  ])('of a command: %s', (text, id, revision) => {
    for (const address of both(text)) expect(address).toEqual({ kind: 'hub', id, revision });
  });

  test('of a mirror', () => {
    for (const address of both('https://mirror.example/hf/me/hello/tree/v2', 'https://mirror.example/hf/')) {
      expect(address).toEqual({ kind: 'hub', id: 'me/hello', revision: 'v2' });
    }
  });
});

describe('an id', () => {
  test.each([
    ['me/hello', 'me/hello', 'main'],
    [' me/hello/ ', 'me/hello', 'main'],
    ['me/hello@v2', 'me/hello', 'v2'],
    ['me/hello:Q8_0', 'me/hello:Q8_0', 'main'],
    ['me/hello/a.gguf', 'me/hello/a.gguf', 'main'],
    ['hello', 'hello', 'main'],
    ['`me/hello`', 'me/hello', 'main'],
    ['models--me--hello', 'me/hello', 'main'],
    ['', '', 'main'],
  ])('"%s"', (text, id, revision) => {
    expect(meantAddress({ kind: 'hub', id: text, revision: 'main' }, hub)).toEqual({ kind: 'hub', id, revision });
  });

  test('at the revision of its own field', () => {
    const meant = meantAddress({ kind: 'hub', id: 'https://huggingface.co/me/hello', revision: ' v3 ' }, hub);
    expect(meant).toEqual({ kind: 'hub', id: 'me/hello', revision: 'v3' });
  });
});

describe('another address', () => {
  test.each([
    ['https://models.example/qwen/', 'https://models.example/qwen/'],
    ['https://models.example/qwen?token=a/b', 'https://models.example/qwen?token=a/b'],
    ['https://models.example/qwen/config.json?token=1', 'https://models.example/qwen/?token=1'],
    ['https://models.example/qwen/model.safetensors.index.json', 'https://models.example/qwen/'],
    ['https://models.example/a-Q8_0.gguf', 'https://models.example/a-Q8_0.gguf'],
    ['https://huggingface.co/me/hello/tree/main/4bit', 'https://huggingface.co/me/hello/resolve/main/4bit/'],
    [
      'https://huggingface.co/me/hello/blob/main/4bit/config.json',
      'https://huggingface.co/me/hello/resolve/main/4bit/',
    ],
    ['https://huggingface.co/', 'https://huggingface.co/'],
    ['https://models.example/qwen/index.html', 'https://models.example/qwen/'],
    ['localhost:8080/qwen/', 'http://localhost:8080/qwen/'],
    ['127.0.0.1:8080/a.gguf', 'http://127.0.0.1:8080/a.gguf'],
    ['https://hf-mirror.com/me/hello', 'https://hf-mirror.com/me/hello/resolve/main/'],
    ['https://hf-mirror.com/me/hello/blob/v2/a.gguf', 'https://hf-mirror.com/me/hello/resolve/v2/a.gguf'],
  ])('%s', (text, base) => {
    for (const address of both(text)) expect(address).toEqual({ kind: 'url', base });
  });

  test.each(['models/qwen3/', 'my models/qwen3/', 'ftp://models.example/', 'C:\\models\\qwen3', ''])(
    '"%s", as it was typed',
    (base) => {
      expect(meantAddress({ kind: 'url', base: ` ${base} ` }, hub)).toEqual({ kind: 'url', base });
    },
  );
});
