/**
 * A conversation as a tree. Editing a message or asking for another answer adds a sibling, so nothing is ever lost. Nodes are
 * only appended, a node's id is its index, and parents come first. The branch on show is the path to `leaf`.
 */
export interface Node<M> {
  parent: number | null;
  message: M;
}

export interface Tree<M> {
  nodes: Node<M>[];
  leaf: number | null;
}

export interface Placed<M> {
  id: number;
  message: M;
}

export function emptyTree<M>(): Tree<M> {
  return { nodes: [], leaf: null };
}

/** Adds `message` under `parent` and shows the branch that ends in it. Its id is the old `nodes.length`. */
export function append<M>(tree: Tree<M>, parent: number | null, message: M): Tree<M> {
  return { nodes: [...tree.nodes, { parent, message }], leaf: tree.nodes.length };
}

export function replace<M>(tree: Tree<M>, id: number, message: M): Tree<M> {
  return { ...tree, nodes: tree.nodes.map((node, index) => (index === id ? { ...node, message } : node)) };
}

/** The messages from the first to `end`. */
export function pathTo<M>(tree: Tree<M>, end: number | null): Placed<M>[] {
  const path: Placed<M>[] = [];
  for (let id = end; id !== null;) {
    const node = tree.nodes[id];
    if (!node) break;
    path.push({ id, message: node.message });
    id = node.parent;
  }
  return path.toReversed();
}

/** Ids of the messages with the same parent as `id`, including itself, oldest first. */
export function siblings<M>(tree: Tree<M>, id: number): number[] {
  const parent = tree.nodes[id]?.parent;
  return tree.nodes.flatMap((node, index) => (node.parent === parent ? [index] : []));
}

/** Shows the newest branch through `id`. */
export function choose<M>(tree: Tree<M>, id: number): Tree<M> {
  const below = new Set([id]);
  let leaf = id;
  tree.nodes.forEach((node, index) => {
    if (node.parent === null || !below.has(node.parent)) return;
    below.add(index);
    leaf = index;
  });
  return { ...tree, leaf };
}

/** Whether a tree from storage follows the rules above. */
export function isSound<M>(tree: Tree<M>): boolean {
  const known = tree.leaf === null || tree.leaf < tree.nodes.length;
  return known && tree.nodes.every((node, index) => node.parent === null || node.parent < index);
}
