import { attempt } from '../../result.ts';
import { fetched } from '../fetched.ts';
import { t } from '../../strings/settings/t.ts';

/** What is to be said of a schema while it is written. */
export interface SchemaVerdict {
  isRight: boolean;
  says: string;
}

/** Compiles a schema as the engine will, which is fetched for it. */
export async function checkSchema(schema: string): Promise<SchemaVerdict> {
  const compiled = await attempt(async () => {
    const { matcherOf } = await fetched(import('../../grammar/schema/schema.ts'));
    matcherOf(schema);
  });
  return compiled.ok
    ? { isRight: true, says: t('schemaUnderstood') }
    : { isRight: false, says: compiled.failure.message };
}
