import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { createStore } from 'zustand/vanilla';
import { attempt, refuse, type Result } from '../../result.ts';
import { checkFinding, readFinding, writeFinding, type Finding } from '../../findings/format/finding.ts';
import { makePicture } from '../../findings/picture/make.ts';
import { headline, setUp } from '../../findings/copy/finding.ts';

/** A finding as the browser stores it. */
interface StoredFinding {
  /** Hash of the content, so that nothing is stored twice. */
  id: string;
  json: string;
  /** A small picture, as a data URL. */
  thumbnail: string;
}

interface Schema extends DBSchema {
  findings: { key: string; value: StoredFinding };
}

export interface GalleryEntry {
  id: string;
  finding: Finding;
  thumbnail: string;
}

export interface GalleryState {
  /** The newest first; null until they have been read. */
  entries: GalleryEntry[] | null;
  /** What went wrong last, in one sentence. */
  failure: string | null;
  load: () => Promise<void>;
  /** Whether the finding was stored. */
  keep: (finding: Finding) => Promise<boolean>;
  remove: (id: string) => Promise<void>;
  /** Imports an exported file. Answers with the number of findings; null where it could not be read. */
  takeIn: (file: Blob) => Promise<number | null>;
}

const maxFileBytes = 200_000_000;
const thumbnailSize = { width: 360, height: 189 };

let opened: Promise<IDBPDatabase<Schema>> | null = null;

async function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('plumbline.gallery', 1, {
    upgrade: (db) => void db.createObjectStore('findings', { keyPath: 'id' }),
  });
  try {
    return await opened;
  } catch (error) {
    opened = null;
    refuse('bad-request', `This browser keeps no gallery (${said(error)}): download the picture instead.`);
  }
}

/** The findings that a person stored in this browser. */
export const gallery = createStore<GalleryState>()((set, get) => {
  async function tried<T>(work: () => Promise<T>): Promise<Result<T>> {
    const result = await attempt(work);
    set({ failure: result.ok ? null : result.failure.message });
    return result;
  }

  async function add(finding: Finding): Promise<void> {
    const json = writeFinding(finding);
    const db = await database();
    try {
      await db.put('findings', { id: await digest(json), json, thumbnail: await thumbnailOf(finding) });
    } catch (error) {
      refuse(
        'bad-request',
        `The browser had no room to keep this (${said(error)}): delete some, or download the picture.`,
      );
    }
  }

  return {
    entries: null,
    failure: null,

    async load() {
      await tried(async () => {
        const all = await (await database()).getAll('findings');
        const entries = all.flatMap(readable);
        set({ entries: entries.toSorted((a, b) => (a.finding.made.date < b.finding.made.date ? 1 : -1)) });
        const unread = all.length - entries.length;
        if (unread > 0) {
          refuse(
            'bad-request',
            `${unread} kept ${unread === 1 ? 'finding is' : 'findings are'} of a version that this page does not read: open the Plumbline that kept them to export them.`,
          );
        }
      });
    },

    async keep(finding) {
      const stored = await tried(() => add(finding));
      if (get().entries) await get().load();
      return stored.ok;
    },

    async remove(id) {
      await tried(async () => (await database()).delete('findings', id));
      await get().load();
    },

    async takeIn(file) {
      const added = await tried(async () => {
        const findings = readExport(file.size > maxFileBytes ? '' : await file.text());
        for (const finding of findings) await add(finding);
        return findings.length;
      });
      if (added.ok) await get().load();
      return added.ok ? added.value : null;
    },
  };
});

/** A whole gallery as one file, which {@link GalleryState.takeIn} reads. */
export function exported(entries: readonly GalleryEntry[]): Blob {
  const findings = entries.map(({ finding }) => writeFinding(finding));
  return new Blob([`{"plumblineGallery":1,"findings":[\n${findings.join(',\n')}\n]}\n`], { type: 'application/json' });
}

/** Whether an entry contains all `words`. */
export function matches({ finding }: GalleryEntry, words: string): boolean {
  const all = [headline(finding), ...setUp(finding).map(([, said]) => said), finding.made.date].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function readExport(text: string): Finding[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const { plumblineGallery, findings } = Object(value) as { plumblineGallery?: unknown; findings?: unknown };
  if (plumblineGallery !== 1 || !Array.isArray(findings)) {
    refuse('bad-request', 'This file is no exported gallery: choose one that “Export all” made.');
  }
  return findings.map((finding) => checkFinding(finding, 'This gallery'));
}

/** Empty for an entry of another version that this one cannot read. */
function readable({ id, json, thumbnail }: StoredFinding): GalleryEntry[] {
  try {
    return [{ id, finding: readFinding(json, 'The gallery'), thumbnail }];
  } catch {
    return [];
  }
}

async function digest(json: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(json)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function thumbnailOf(finding: Finding): Promise<string> {
  const whole = await createImageBitmap(await makePicture(finding, { shape: 'landscape', theme: 'light' }, ''));
  const { width, height } = thumbnailSize;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, width, height);
  whole.close();
  const png = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  return `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))}`;
}

const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
