// Errors of the operating system as words a user can act on. In: what Node threw and what was tried. Out: a `UserError`.
import { UserError } from '../base/user-error.ts';

/** The system's code, as `EACCES`; undefined for errors of another kind. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** @param tried begins the message, as "Could not save watson.persona". */
export function diskError(error: unknown, tried: string): UserError {
  switch (systemCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(`${tried}: the folder or file is read-only.`, 'Save it elsewhere, or allow writing there.');
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(`${tried}: the disk is full.`, 'Free some space and try again.');
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError(`${tried}: the folder is not there any more.`);
    case 'EISDIR':
      return new UserError(`${tried}: a folder has that name.`);
    case 'EMFILE':
    case 'ENFILE':
      return new UserError(`${tried}: too many files are open.`, 'Try again.');
    default:
      return new UserError(`${tried}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
