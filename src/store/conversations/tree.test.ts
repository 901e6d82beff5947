import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append, choose, emptyTree, isSound, pathTo, replace, siblings, type Tree } from './tree.ts';

/** a ┬ b ┬ c ─ d
 *    │   └ e
 *    └ f        ids in order of the letters */
function family(): Tree<string> {
  let tree = emptyTree<string>();
  for (const [parent, message] of [
    [null, 'a'],
    [0, 'b'],
    [1, 'c'],
    [2, 'd'],
    [1, 'e'],
    [0, 'f'],
  ] as const) {
    tree = append(tree, parent, message);
  }
  return tree;
}

const shown = (tree: Tree<string>) => pathTo(tree, tree.leaf).map(({ message }) => message);

describe('a conversation tree', () => {
  it('shows the newest branch', () => {
    expect(shown(family())).toEqual(['a', 'f']);
  });

  it('lists siblings in the order they were added', () => {
    expect(siblings(family(), 5)).toEqual([1, 5]);
    expect(siblings(family(), 2)).toEqual([2, 4]);
    expect(siblings(family(), 0)).toEqual([0]);
  });

  it('goes to the newest leaf below the chosen message', () => {
    expect(shown(choose(family(), 1))).toEqual(['a', 'b', 'e']);
    expect(shown(choose(family(), 2))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps several first messages apart', () => {
    const tree = append(family(), null, 'g');
    expect(shown(tree)).toEqual(['g']);
    expect(siblings(tree, 6)).toEqual([0, 6]);
  });

  it('replaces one message and nothing else', () => {
    const tree = replace(choose(family(), 3), 2, 'C');
    expect(shown(tree)).toEqual(['a', 'b', 'C', 'd']);
    expect(tree.nodes).toHaveLength(6);
  });

  it('never loses a message, whatever is appended where', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (picks) => {
        let tree = emptyTree<number>();
        picks.forEach((pick, index) => {
          const parent = index === 0 || pick % (index + 1) === index ? null : pick % (index + 1);
          tree = append(tree, parent, index);
        });
        expect(isSound(tree)).toBe(true);
        const reachable = tree.nodes.flatMap((_, id) => pathTo(choose(tree, id), id).map(({ message }) => message));
        expect(new Set(reachable).size).toBe(picks.length);
        tree.nodes.forEach((_, id) => {
          const chosen = choose(tree, id);
          expect(pathTo(chosen, chosen.leaf).map((placed) => placed.id)).toContain(id);
        });
      }),
    );
  });

  it('is unsound with a loop or a missing parent', () => {
    expect(isSound({ nodes: [{ parent: 0, message: '' }], leaf: 0 })).toBe(false);
    expect(isSound({ nodes: [], leaf: 0 })).toBe(false);
    expect(isSound(emptyTree())).toBe(true);
  });
});
