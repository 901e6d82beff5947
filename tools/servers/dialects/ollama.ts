/** As Ollama answers (ollama/api). */
import type { ChatMessage } from '../../../src/worker/api.ts';
import { jsonLines, type Message } from '../stream.ts';
import type { Routes } from './dialect.ts';

interface ChatBody {
  messages: ChatMessage[];
  think?: boolean;
  options: { num_predict: number };
}

export const ollama: Routes = {
  'GET /v1/models': (_, model) => ({ json: { object: 'list', data: [{ id: model.id, owned_by: 'library' }] } }),
  'GET /api/version': () => ({ json: { version: '0.13.1' } }),
  'POST /api/show': (_, model) => ({
    json: {
      capabilities: ['completion', 'tools', 'thinking'],
      model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': model.context },
    },
  }),
  'POST /api/chat': ({ messages, think = true, options }: ChatBody, model) => {
    const said = model.say(messages);
    const line = (message: Record<string, unknown>): Message => ({
      model: model.id,
      message: { role: 'assistant', content: '', ...message },
      done: false,
    });
    const lines = [
      ...(think ? said.thinking.map((thinking) => line({ thinking })) : []),
      ...said.text.map((content) => (content === '' ? null : line({ content }))),
      ...said.calls.map((call) => line({ tool_calls: [{ function: call }] })),
    ].slice(0, options.num_predict);
    const last = {
      model: model.id,
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: lines.length === options.num_predict ? 'length' : 'stop',
      prompt_eval_count: model.chat(messages, think).length,
      eval_count: lines.length,
    };
    return { stream: [...lines, last], framing: jsonLines };
  },
};
