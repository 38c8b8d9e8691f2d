// Text that nobody vouches for, on its way to a terminal: what could move the cursor, change the terminal's state or turn the
// order of letters around becomes U+FFFD. Tabs and line breaks stay.

/** A CR before an LF goes; any other counts as a control character. */
export function plainText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e]/g, '\ufffd');
}
