// The endpoints of the user's own settings, written: one added, one taken away. What else stands in the setting stays as it is.
import type { SettingValues } from '../ids.ts';
import type { Setting } from '../settings.ts';
import type { EndpointEntry } from './endpoint-entry.ts';

type EndpointSetting = Pick<Setting<SettingValues['endpoints']>, 'read' | 'write'>;

export function namesOf(setting: EndpointSetting): string[] {
  return setting.read().flatMap((entry) => nameOf(entry) ?? []);
}

/** The first of a name counts, so the new one is put where it does. */
export async function addEndpoint(setting: EndpointSetting, entry: EndpointEntry): Promise<void> {
  await setting.write([...setting.read().filter((one) => nameOf(one) !== entry.name), entry]);
}

export async function removeEndpoint(setting: EndpointSetting, name: string): Promise<void> {
  await setting.write(setting.read().filter((entry) => nameOf(entry) !== name));
}

function nameOf(entry: unknown): string | undefined {
  const name = (entry as { name?: unknown } | null)?.name;
  return typeof name === 'string' ? name : undefined;
}
