// A failure that the user can read and act on; anything else thrown is a mistake of ours and is caught once, at a door.

/** A message in plain words and at most one suggested action. Never holds a key. */
export class UserError extends Error {
  readonly action: string | undefined;

  constructor(message: string, action?: string) {
    super(message);
    this.name = 'UserError';
    this.action = action;
  }
}
