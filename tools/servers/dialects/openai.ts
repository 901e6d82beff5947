/** A server that follows OpenAI's interface and nothing else: thoughts stand in its text. */
import { serverSentEvents } from '../stream.ts';
import { chatMessages, type ChatBody } from './chat.ts';
import type { Routes } from './dialect.ts';

export const openAi: Routes = {
  'GET /v1/models': (_, model) => ({
    json: {
      object: 'list',
      data: [
        { id: model.id, owned_by: 'somebody' },
        { id: `${model.id}-large`, owned_by: 'somebody' },
      ],
    },
  }),
  'POST /v1/chat/completions': (body: ChatBody, model) => ({
    stream: chatMessages(model, body, { thoughts: null, counts: null }),
    framing: serverSentEvents,
  }),
};
