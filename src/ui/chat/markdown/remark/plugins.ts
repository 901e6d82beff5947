/** What an answer's Markdown means beyond GitHub's: for remark and rehype, which parse and render it. */
import type { Element, ElementContent, Root as Hast } from 'hast';
import type { PhrasingContent, Root } from 'mdast';
import { placeholders } from '../blocks/math_spans.ts';
import { rewrite } from './rewrite.ts';

/** Tags are what a model wrote, and are shown as such: none is rendered but `<br>`. */
export function htmlAsText() {
  return (tree: Root) =>
    rewrite(tree, (node) => {
      if (node.type !== 'html') return [node];
      if (/^<br\s*\/?>$/i.test(node.value.trim())) return [{ type: 'break' }];
      return [{ type: 'text', value: node.value }];
    });
}

/** Where an address that stands bare in the text ends: CJK prose goes on behind it without a space. */
const cjk = String.raw`\u3000-\u303F\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF`;
const prose = new RegExp(`[${cjk}]`);
const addresses = new RegExp(`((?:https?://|www\\.)[^${cjk}]+)`, 'gi');

export function bareAddressesEndBeforeCjk() {
  return (tree: Root, file: { toString: () => string }) => {
    const source = file.toString();
    rewrite(tree, (node) => {
      const [text] = node.type === 'link' ? node.children : [];
      if (node.type !== 'link' || text?.type !== 'text') return [node];
      const start = node.position?.start.offset;
      // One in brackets says itself where it ends.
      if (start === undefined || !/^(?:https?:|www\.)/i.test(source.slice(start, start + 6))) return [node];
      const end = text.value.search(prose);
      if (end < 0) return [node];
      return text.value.split(addresses).flatMap((part, index): PhrasingContent[] => {
        const shown: PhrasingContent = { type: 'text', value: part };
        if (index % 2 === 0) return part === '' ? [] : [shown];
        return [{ type: 'link', url: /^www\./i.test(part) ? `http://${part}` : part, children: [shown] }];
      });
    });
  };
}

/** Puts an element named `formula` in the place of every placeholder of a formula. Comes after sanitizing. */
export function formulas() {
  return (tree: Hast) => put(tree);
}

function put(parent: Hast | Element): void {
  parent.children = parent.children.flatMap((node): ElementContent[] => {
    if (node.type === 'element') put(node);
    if (node.type !== 'text') return [node as ElementContent];
    return node.value
      .split(placeholders)
      .map((part, index): ElementContent =>
        index % 2 === 0
          ? { type: 'text', value: part }
          : { type: 'element', tagName: 'formula', properties: { number: part }, children: [] },
      );
  });
}
