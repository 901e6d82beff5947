import { written } from '../../strings/message.ts';
import { en } from '../../strings/verdict/en.ts';

/** A sentence of a verdict that can be written in any language: which one, and its values. */
export interface VerdictMessage {
  key: keyof typeof en;
  values: Record<string, string | number>;
}

export const say = (key: VerdictMessage['key'], values: VerdictMessage['values'] = {}): VerdictMessage => ({
  key,
  values,
});

export const inEnglish = ({ key, values }: VerdictMessage): string => written(en[key], 'en', values) as string;
