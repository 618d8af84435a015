/** Turns what Postgres printed before it gave up into one refusal that names the cause and the fix. */
import { AppError } from '@gamut/kernel/app-error';

const who = 'whoever runs Gamut on this machine';

export function explainFailure(what: string, output: string, directory: string, cause?: unknown): AppError {
  const detail = cause === undefined ? {} : { cause };
  if (/No space left on device|Disk quota exceeded/i.test(output)) {
    return new AppError('storage_full', `${what}: the disk that holds ${directory} is full`, {
      fix: `free space on the disk of ${directory} and start again; nothing was lost`,
      who,
      ...detail,
    });
  }
  if (/Address already in use|could not bind/i.test(output)) {
    return new AppError('conflict', `${what}: its port is taken`, {
      fix: 'choose another port or free it',
      who,
      ...detail,
    });
  }
  if (/Permission denied/i.test(output)) {
    return new AppError('unavailable', `${what}: permission denied below ${directory}`, {
      fix: `make ${directory} and all it holds belong to the user that runs Gamut`,
      who,
      ...detail,
    });
  }
  if (/could not look up effective user ID|user does not exist/i.test(output)) {
    return new AppError(
      'unavailable',
      `${what}: the user id that runs it has no entry among this machine's users`,
      {
        fix: 'run Gamut as a user that /etc/passwd names, or add an entry for this id (useradd, or the container image)',
        who,
        ...detail,
      },
    );
  }
  const last = output
    .split('\n')
    .filter((line) => /FATAL|PANIC|error:/.test(line))
    .at(-1);
  return new AppError('unavailable', `${what}${last === undefined ? '' : `: ${last.trim()}`}`, {
    fix: `read postgres.log beside ${directory}`,
    who,
    ...detail,
  });
}
