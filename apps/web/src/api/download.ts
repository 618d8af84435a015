/** Fetches a file and hands it to the browser to keep; a refusal stays a readable error instead of a saved one. */
import { parseProblem, Problem } from './problem.ts';

const minutesMax = 10;

/** The file, or what is known of why not. */
async function fetchFile(path: string): Promise<Blob> {
  const limit = AbortSignal.timeout(minutesMax * 60_000);
  const response = await fetch(path, {
    ...{ credentials: 'same-origin', cache: 'no-store', redirect: 'error' },
    signal: limit,
  });
  if (response.ok) return response.blob();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  throw parseProblem(response.status, isJson ? await response.json() : undefined);
}

export async function downloadFile(path: string, fileName: string): Promise<void> {
  const file = await fetchFile(path).catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    throw new Problem(0, {
      code: 'platform_unreachable',
      message: 'The file did not come whole.',
      fix: 'Check that Gamut is running (`npx gamut status`), then fetch it again. Nothing of it was kept.',
      who: 'Whoever runs Gamut',
    });
  });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
