// Run as a process of its own: appends COUNT turns, one by one, to the talk NAME in the store at PATH.
import { sqliteTalkStore } from '../../src/disk/sqlite-talk-store.ts';

const [path = '', name = '', count = '0'] = process.argv.slice(2);
const store = await sqliteTalkStore(path);
for (let n = 0; n < Number(count); n++) {
  await store.append(name, [{ type: 'turn', at: '', turn: { id: `${name}${n}`, speaker: 'user', text: 'x' } }]);
}
store.close();
