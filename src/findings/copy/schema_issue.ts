import * as v from 'valibot';

/** Where and why a schema refused something, in a few words without untrusted text. */
export function issueText(issue: v.BaseIssue<unknown>): string {
  // Keys may be untrusted text of any length.
  const path =
    v
      .getDotPath(issue)
      ?.replaceAll(/[^\w.]/g, '?')
      .slice(0, 80) ?? 'the whole';
  const kind = typeof issue.input === 'object' ? 'an object or list' : `a ${typeof issue.input}`;
  return `${path} cannot be ${issue.kind === 'schema' ? kind : 'that value'}`;
}
