// How long an agent file and its pieces may be: by agentskills.io, by GitHub, and as far as they are read here. Numbers alone.

/** Of a whole file that is read, in UTF-16 code units. The longest that is known of has a tenth of it. */
export const longestAgentFile = 500_000;

/** Of an agent's text below its front matter, in characters: GitHub's custom agents. */
export const longestPrompt = 30_000;

/** Of values in the front matter of a skill, in characters: agentskills.io. */
export const longestOfSkill = { name: 64, description: 1024, compatibility: 500 } as const;
