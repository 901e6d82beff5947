import type { PhrasingContent, RootContent } from 'mdast';

type Parent = { children: (RootContent | PhrasingContent)[] };

/** Calls `change` for every node below `parent`, innermost first; what it answers with takes the node's place. */
export function rewrite(
  parent: Parent,
  change: (node: RootContent | PhrasingContent) => (RootContent | PhrasingContent)[],
): void {
  parent.children = parent.children.flatMap((node) => {
    if ('children' in node) rewrite(node, change);
    return change(node);
  });
}
