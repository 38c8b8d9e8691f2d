// The one registry of formats: each in a file of its own, a line here. Who offers formats reads this list.
import type { DataFormat } from './format.ts';
import { characterBox } from './formats/characterbox.ts';
import { characterChat } from './formats/characterchat.ts';
import { ditto } from './formats/ditto.ts';
import { dpo } from './formats/dpo.ts';
import { duplex } from './formats/duplex.ts';
import { emma } from './formats/emma.ts';
import { limaRole } from './formats/lima-role.ts';
import { messages } from './formats/messages.ts';
import { omniFlatten } from './formats/omniflatten.ts';
import { openAiMessages } from './formats/openai-messages.ts';
import { openAiPreference } from './formats/openai-preference.ts';
import { orca } from './formats/orca.ts';
import { parrot } from './formats/parrot.ts';
import { pit } from './formats/pit.ts';
import { promptCompletion } from './formats/prompt-completion.ts';
import { self } from './formats/self.ts';
import { shareGpt } from './formats/sharegpt.ts';
import { simsChat } from './formats/simschat.ts';
import { spin } from './formats/spin.ts';
import { syntheticPersonaChat } from './formats/synthetic-persona-chat.ts';
import { unpaired } from './formats/unpaired.ts';
import { userGpt } from './formats/usergpt.ts';
import { usp } from './formats/usp.ts';

export const dataFormats: readonly DataFormat[] = [
  messages,
  openAiMessages,
  promptCompletion,
  shareGpt,
  dpo,
  openAiPreference,
  unpaired,
  userGpt,
  usp,
  parrot,
  ditto,
  limaRole,
  syntheticPersonaChat,
  simsChat,
  orca,
  duplex,
  omniFlatten,
  emma,
  characterBox,
  characterChat,
  self,
  spin,
  pit,
];

export function dataFormatNamed(id: string): DataFormat | undefined {
  return dataFormats.find((format) => format.id === id);
}
