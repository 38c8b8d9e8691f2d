// The catalog a persona's look and voice are chosen from, each with what it suits. Data only.
import type { Option } from './choose-option.ts';

export const looks: readonly [Option, ...Option[]] = [
  { name: 'ink drawing', description: 'black lines on paper; for the dry, the exact, the old-fashioned' },
  { name: 'watercolour', description: 'soft edges, washed light; for the gentle, the dreamy, things of nature' },
  { name: 'photograph', description: 'plain daylight; for people of today and everyday trades' },
  { name: 'oil portrait', description: 'dark ground, one light; for the grave, the powerful, the past' },
  { name: 'flat cartoon', description: 'round shapes, bright colours; for the playful, the young, talking objects' },
  { name: 'clay figure', description: 'finger marks, small set; for the clumsy, the homely, the handmade' },
  { name: 'neon render', description: 'glass, metal, glow; for machines, the future, the night' },
];

export const voices: readonly [Option, ...Option[]] = [
  { name: 'low and slow', description: 'deep, with pauses; for the old, the heavy, the patient' },
  { name: 'bright and quick', description: 'high, hurried; for the young, the small, the eager' },
  { name: 'warm and even', description: 'close, unhurried; for carers, teachers, hosts' },
  { name: 'dry and clipped', description: 'short sentences, no colour; for experts, officials, the ironic' },
  { name: 'rough and loud', description: 'gravel, few manners; for sailors, fighters, storms' },
  { name: 'soft and airy', description: 'near a whisper; for the shy, ghosts, snow' },
  { name: 'flat and precise', description: 'each word alike; for machines and clocks' },
];
