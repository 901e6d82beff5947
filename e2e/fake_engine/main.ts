/** The worker that page tests run in place of the engine's. A test's setup is put in front of this script. */
import { expose } from 'comlink';
import { plainSetup, type Controls, type Setup } from './controls.ts';
import { FakeEngine } from './engine.ts';

declare global {
  var fakeSetup: Partial<Setup> | undefined;
  var fake: Controls;
}

const engine = new FakeEngine({ ...plainSetup, ...globalThis.fakeSetup });
globalThis.fake = engine.controls;
expose(engine);
