/** The worker that page tests run in place of the library's. A test's shelf is put in front of this script. */
import { expose } from 'comlink';
import { emptyShelf, type LibraryControls, type Shelf } from './controls.ts';
import { FakeLibrary } from './library.ts';

declare global {
  var fakeShelf: Partial<Shelf> | undefined;
  var fakeLibrary: LibraryControls;
}

const library = new FakeLibrary({ ...emptyShelf, ...globalThis.fakeShelf });
globalThis.fakeLibrary = library.controls;
expose(library);
