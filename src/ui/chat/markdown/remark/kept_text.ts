/** A remark plugin: what Markdown would drop is shown as text. */
import type { Definition, FootnoteDefinition, Image, Link, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { hostToTell } from './link_hosts.ts';
import { putBack, type Formula } from '../blocks/math_spans.ts';
import { rewrite } from './rewrite.ts';
import { t } from '../../../../strings/answers/t.ts';

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
      if (node.type === 'code') {
        const title = node.meta && { data: { hProperties: { title: restored(node.meta) } } };
        return [{ ...node, value: restored(node.value), ...title }];
      }
      if (node.type === 'inlineCode') return [{ ...node, value: restored(node.value) }];
      if (node.type === 'definition') return definition(node);
      if (node.type === 'footnoteReference') return [text(`[^${node.label}]`)];
      if (node.type === 'footnoteDefinition') return footnote(node);
      if (node.type === 'linkReference') {
        const { url, title } = definitions.get(node.identifier)!;
        return link({ type: 'link', url, title: title ?? null, children: node.children });
      }
      if (node.type === 'imageReference') {
        const { url, title } = definitions.get(node.identifier)!;
        return image({ type: 'image', url, title: title ?? null, alt: node.alt ?? null });
      }
      if (node.type === 'link') return link(node);
      if (node.type === 'image') return image(node);
      return [node.type === 'table' ? withRoom(node) : node];
    }

    function definition(node: Definition): Node[] {
      if (used.has(node.identifier) && definitions.get(node.identifier) === node) return [];
      const { start, end } = node.position!;
      return [{ type: 'paragraph', children: [text(source.slice(start.offset, end.offset))] }];
    }

    function link(node: Link): Node[] {
      const url = restored(node.url);
      const title = node.title ? restored(node.title) : null;
      const [start, end] = [node.position?.start.offset, node.position?.end.offset];
      if (!isAllowedUrl(url)) {
        // An index and a call, as in `handlers[0](event)`.
        if (start !== undefined && /\w/.test(source[start - 1] ?? '')) return [text(source.slice(start, end))];
        return [...node.children, text(aside(url, title))];
      }
      const children = node.children.length > 0 ? node.children : [text(url)];
      const host = hostToTell(url, restored(children.map((child) => ('value' in child ? child.value : '')).join('')));
      // The schema of what may be rendered knows schemes in lower case.
      const shown = { ...node, url: url.replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase()), title, children };
      return host === null ? [shown] : [shown, text(` (${host})`)];
    }

    function image(node: Image): Node[] {
      const url = restored(node.url);
      const title = node.title ? restored(node.title) : null;
      const alt = restored(node.alt ?? '');
      return isAllowedUrl(url)
        ? [{ ...node, url, title, alt }]
        : [text(t('image', { name: `${alt}${aside(url, title)}` }))];
    }

    rewrite(tree, change);
  };
}

function footnote({ label, children }: FootnoteDefinition): Node[] {
  const mark = text(`[^${label}]: `);
  const [first, ...others] = children;
  if (first?.type !== 'paragraph') return [{ type: 'paragraph', children: [mark] }, ...children];
  return [{ ...first, children: [mark, ...first.children] }, ...others];
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
