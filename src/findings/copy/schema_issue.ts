import * as v from 'valibot';

/** Where and why, of what a schema refused, in a few words that hold nothing of a stranger's. */
export function issueText(issue: v.BaseIssue<unknown>): string {
  // Keys may be anybody's, and as long as they like.
  const path =
    v
      .getDotPath(issue)
      ?.replaceAll(/[^\w.]/g, '?')
      .slice(0, 80) ?? 'the whole';
  const kind = typeof issue.input === 'object' ? 'an object or list' : `a ${typeof issue.input}`;
  return `${path} cannot be ${issue.kind === 'schema' ? kind : 'that value'}`;
}
