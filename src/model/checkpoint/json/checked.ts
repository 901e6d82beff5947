import * as v from 'valibot';
import { refuse } from '../../../result.ts';
import { shown } from './show.ts';

/**
 * `value`, parsed by `schema`. The schema's messages are remedies: they complete "FILE: FIELD is VALUE; …".
 *
 * @param owner What the field belongs to, such as a tensor's name, when it is not the file itself.
 * @throws Refusal ('bad-checkpoint') for the first field that does not fit.
 */
export function checked<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  file: string,
  owner?: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = [owner, v.getDotPath(issue)].filter(Boolean).join(' ');
  const seen = issue.input === undefined ? 'missing' : shown(issue.input);
  return refuse('bad-checkpoint', `${file}: ${field} is ${seen}; ${issue.message}`);
}
