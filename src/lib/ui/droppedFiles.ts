/** Files of a drop, those in dropped folders too, with their paths: a harness names the model by its folder. */
import type { ChosenFile } from './itemImport';

/** Folders can hold anything; a run has some tens of logs. */
const MOST_FILES = 2_000;

/** Must be called while the drop is being handled: its items are gone afterwards. */
export function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  const plain = [...transfer.files].map((file): ChosenFile => ({ file, path: '' }));
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(plain);
  return filesBelow(entries.filter((entry) => entry !== null));
}

async function filesBelow(entries: FileSystemEntry[]): Promise<ChosenFile[]> {
  const found: ChosenFile[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && found.length < MOST_FILES; entry = waiting.shift()) {
    if (isFile(entry)) found.push({ file: await fileOf(entry), path: entry.fullPath.replace(/^\//, '') });
    else if (isDirectory(entry)) waiting.push(...(await childrenOf(entry)));
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** A reader hands out a folder in parts, and an empty one at its end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return children;
    children.push(...part);
  }
}
