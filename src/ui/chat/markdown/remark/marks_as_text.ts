/** A remark plugin: marks that stand in names and products are characters. */
import type { Parent, PhrasingContent, Root, RootContent } from 'mdast';
import { rewrite } from './rewrite.ts';

/** Names that Python gives a meaning, in answers often without code marks: `__init__`. */
const special =
  /^__(?:init|main|name|file|doc|all|new|del|call|str|repr|eq|hash|len|iter|next|enter|exit|getitem|setitem|getattr|setattr|dict|class|slots|version|init_subclass|post_init|add|mul|lt|bool|contains)__$/;

const isWord = (character: string | undefined) => /[a-z0-9]/i.test(character ?? '');

/**
 * An asterisk between Latin letters or digits is no mark, as in `2*3*4`: emphasis within a word is rarer than a product. Single
 * underscores already follow this rule.
 */
export function marksAsText() {
  return (tree: Root, file: { toString: () => string }) => {
    const source = file.toString();
    rewrite(tree, (node) => {
      if (node.type !== 'emphasis' && node.type !== 'strong') return [node];
      const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
      const written = source.slice(start, end);
      const isProduct =
        node.type === 'emphasis' && written.startsWith('*') && isWord(source[start - 1]) && isWord(source[end]);
      const mark = isProduct ? '*' : special.test(written) ? '__' : null;
      return mark === null ? [node] : [text(mark), ...childrenOf(node), text(mark)];
    });
  };
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const childrenOf = ({ children }: Parent) => children as (PhrasingContent | RootContent)[];
