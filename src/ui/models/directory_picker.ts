/** The folder dialog of the File System Access API, which only Chromium has. */
declare global {
  interface Window {
    showDirectoryPicker?: (options: { id: string; mode: Access }) => Promise<FileSystemDirectoryHandle>;
  }
}

type Access = 'read' | 'readwrite';

export const picksDirectories = (): boolean => window.showDirectoryPicker !== undefined;

/** The folder that a person picks; null for none. Only where {@link picksDirectories}, and after a press. */
export async function pickDirectory(mode: Access): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await window.showDirectoryPicker!({ id: `models-${mode}`, mode });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
