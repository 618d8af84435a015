/**
 * From the targets of calls that were made, the places that a permission would name: the targets themselves while they are few, else
 * the folders that hold them, else the topmost. A draft for a person to read; nothing is permitted by it.
 */

const fewTargets = 8;
const fewFolders = 16;

/** @returns empty when no few places hold them all: then a permission would have to be for anywhere */
export function narrowPlaces(targets: ReadonlySet<string>, kind: 'path' | 'text'): string[] {
  if (targets.has('.') && kind === 'path') return [];
  if (targets.size <= fewTargets) return [...targets].sort();
  if (kind === 'text') return [];
  for (const depth of [Infinity, 2, 1]) {
    const folders = new Set([...targets].map((target) => folderOf(target, depth)));
    if (folders.has('')) continue;
    if (folders.size <= fewFolders) return withoutInner([...folders].sort());
  }
  return [];
}

/** The folder that holds it, at most so deep; a target at the root has none but the root. */
function folderOf(target: string, depth: number): string {
  return target.split('/').slice(0, -1).slice(0, depth).join('/');
}

function withoutInner(folders: readonly string[]): string[] {
  return folders.filter((one) => !folders.some((other) => other !== one && one.startsWith(`${other}/`)));
}
