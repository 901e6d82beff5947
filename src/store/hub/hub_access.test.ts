import { expect, test, vi } from 'vitest';
import { huggingFace } from '../../vocabulary/hub_access.ts';
import { createHubAccess } from './hub_access.ts';

function visit(query = '', stored = new Map<string, string>()) {
  const onWrongHub = vi.fn<(message: string) => void>();
  const cells = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  };
  return { store: createHubAccess({ cells, query, onUnsaved: () => {}, onWrongHub }), stored, onWrongHub };
}

test('the hub is huggingface.co, without a token', () => {
  expect(visit().store.getState()).toMatchObject(huggingFace);
});

test('another address is kept, a token never', () => {
  const { store, stored } = visit();
  store.getState().reachAt('https://mirror.example/');
  store.getState().signIn('hf_secret');
  expect(store.getState()).toMatchObject({ hub: 'https://mirror.example/', token: 'hf_secret' });
  expect([...stored.values()].join()).not.toContain('hf_secret');
  expect(visit('', stored).store.getState()).toMatchObject({ hub: 'https://mirror.example/', token: null });
});

test('a token is forgotten when the address changes: it was for the other one', () => {
  const { store } = visit();
  store.getState().signIn('hf_secret');
  store.getState().reachAt('https://mirror.example/');
  expect(store.getState().token).toBeNull();
});

test('the page’s address names a hub for this visit', () => {
  const { store, stored } = visit('?hub=https://mirror.example');
  expect(store.getState().hub).toBe('https://mirror.example/');
  store.getState().signIn('hf_secret');
  expect(visit('', stored).store.getState().hub).toBe(huggingFace.hub);
});

test('an address that is none is reported, and is not the hub', () => {
  const { store, onWrongHub } = visit('?hub=ftp://mirror.example/');
  expect(store.getState().hub).toBe(huggingFace.hub);
  expect(onWrongHub).toHaveBeenCalledWith('The page’s address names no hub: write ?hub=https://mirror.example/');
});

test('what is stored is not trusted', () => {
  const stored = new Map([['plumbline.hub', '{"version":1,"state":{"setting":"javascript:alert(1)"}}']]);
  expect(visit('', stored).store.getState().hub).toBe(huggingFace.hub);
});
