import { toyLogits } from './toy_logits.ts';
import type { Said, ServedModel } from './model.ts';

/** What it answers where nothing else was arranged. Its characters take several bytes each. */
const usual: Said = { thinking: ['Let me ', 'see…'], text: ['你好, ', 'from ', 'a server', '.'], calls: [] };

export interface ToyOptions {
  id?: string;
  vocabulary?: number;
  encode?: ServedModel['encode'];
  chat?: ServedModel['chat'];
  say?: ServedModel['say'];
  logits?: ServedModel['logits'];
}

/** A model of {@link toyLogits}, whose tokens are bytes unless it is given a tokenizer. */
export function toyModel(options: ToyOptions = {}): ServedModel {
  const { vocabulary = 512 } = options;
  const encode = options.encode ?? ((text: string) => [...Buffer.from(text)]);
  return {
    id: options.id ?? 'acme/toy',
    context: 4096,
    encode,
    chat: options.chat ?? ((messages) => messages.flatMap(({ role, content }) => encode(`${role}: ${content}\n`))),
    decode: (ids) => Buffer.from(ids.map((id) => id % 256)).toString('latin1'),
    logits: options.logits ?? ((ids) => toyLogits(ids, vocabulary)),
    eosIds: [],
    say: options.say ?? (() => usual),
  };
}
