/** Fetches a file and hands it to the browser to keep; a refusal stays a readable error instead of a saved one. */
import { parseProblem } from './problem.ts';

export async function downloadFile(path: string, fileName: string): Promise<void> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
  });
  if (!response.ok) {
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    throw parseProblem(response.status, isJson ? await response.json() : undefined);
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
