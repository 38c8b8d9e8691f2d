// Letters that look like ASCII ones: Cyrillic, Greek, full-width, mathematical, with marks. Each becomes the one it looks like.

/** Pairs: a letter and the ASCII letter it is taken for. */
const alike =
  'аaвbсcԁdеeһhіiјjкkӏlмmнhоoрpԛqѕsтtуyхxѡwԝwАAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXԌGԚQԜW' +
  'αaβbγyεeηnικkνvοoρpτtυuχxωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX' +
  'ɑaɡgıiɩiʟlɴnʀrʏyᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜱsℓlºoªaøołlđdħhßB';

const table = new Map<string, string>();
{
  const letters = Array.from(alike);
  for (let i = 0; i + 1 < letters.length; i++) {
    const [from = '', to = ''] = letters.slice(i, i + 2);
    if (/[^\0-\x7F]/.test(from) && /[A-Za-z]/.test(to)) table.set(from, to);
  }
}

/** The character that `char` is taken for; itself where none. Compatibility forms and marks of Latin letters are taken off. */
export function lookalike(char: string): string {
  if (char.length === 1 && char <= '\x7F') return char;
  const known = table.get(char);
  if (known) return known;
  const bare = char.normalize('NFKD').replace(/\p{M}+/gu, '');
  return /^[\0-\x7F]+$/.test(bare) ? bare : (table.get(bare) ?? char);
}
