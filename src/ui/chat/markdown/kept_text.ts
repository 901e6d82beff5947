/** A remark plugin: what Markdown would drop is shown as text. */
import type { Definition, Image, Link, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { putBack, type Formula } from './math_spans.ts';
import { rewrite } from './rewrite.ts';

/** Only absolute addresses: a relative one would point into this page, whose hash names its view. */
export function isAllowedUrl(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}

type Node = RootContent | PhrasingContent;

const text = (value: string): PhrasingContent => ({ type: 'text', value });

/**
 * Keeps the text of what Markdown has no place for: definitions that nothing refers to, footnotes, addresses that are not
 * allowed, cells beyond the head of a table, words behind a language. `formulas` were taken out before; where one stood in code,
 * an address or a description, its source is put back.
 */
export function keepText(formulas: readonly Formula[]) {
  const restored = (value: string) => putBack(value, formulas);
  return (tree: Root, file: { toString: () => string }) => {
    const source = file.toString();
    const definitions = new Map<string, Definition>();
    const used = new Set<string>();
    rewrite(tree, (node) => {
      if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
      if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
      return [node];
    });

    function change(node: Node): Node[] {
      switch (node.type) {
        case 'code':
          return [
            {
              ...node,
              value: restored(node.value),
              ...(node.meta && { data: { hProperties: { title: restored(node.meta) } } }),
            },
          ];
        case 'inlineCode':
          return [{ ...node, value: restored(node.value) }];
        case 'definition': {
          if (used.has(node.identifier) && definitions.get(node.identifier) === node) return [];
          const { start, end } = node.position!;
          return [{ type: 'paragraph', children: [text(source.slice(start.offset, end.offset))] }];
        }
        case 'footnoteReference':
          return [text(`[^${node.label}]`)];
        case 'footnoteDefinition': {
          const mark = text(`[^${node.label}]: `);
          const [first, ...others] = node.children;
          if (first?.type !== 'paragraph') return [{ type: 'paragraph', children: [mark] }, ...node.children];
          return [{ ...first, children: [mark, ...first.children] }, ...others];
        }
        case 'linkReference': {
          const { url, title } = definitions.get(node.identifier)!;
          return link({ type: 'link', url, title: title ?? null, children: node.children });
        }
        case 'imageReference': {
          const { url, title } = definitions.get(node.identifier)!;
          return image({ type: 'image', url, title: title ?? null, alt: node.alt ?? null });
        }
        case 'link':
          return link(node);
        case 'image':
          return image(node);
        case 'table':
          return [withRoom(node)];
        default:
          return [node];
      }
    }

    function link(node: Link): Node[] {
      const url = restored(node.url);
      const title = node.title ? restored(node.title) : null;
      if (!isAllowedUrl(url)) return [...node.children, text(aside(url, title))];
      const children = node.children.length > 0 ? node.children : [{ type: 'text' as const, value: url }];
      return [{ ...node, url, title, children }];
    }

    function image(node: Image): Node[] {
      const url = restored(node.url);
      const title = node.title ? restored(node.title) : null;
      const alt = restored(node.alt ?? '');
      return isAllowedUrl(url) ? [{ ...node, url, title, alt }] : [text(`Image: ${alt}${aside(url, title)}`)];
    }

    rewrite(tree, change);
  };
}

function aside(url: string, title: string | null): string {
  const said = [url, title && `"${title}"`].filter(Boolean).join(' ');
  return said && ` (${said})`;
}

/** HTML has no cells beyond those of the head: it is made as long as the longest row. */
function withRoom(table: Table): Table {
  const [head, ...rows] = table.children;
  const width = Math.max(...table.children.map(({ children }) => children.length));
  const missing = Array.from({ length: width - head!.children.length }, () => ({
    type: 'tableCell' as const,
    children: [],
  }));
  const align = [...(table.align ?? []), ...missing.map(() => null)];
  return { ...table, align, children: [{ ...head!, children: [...head!.children, ...missing] }, ...rows] };
}
