// Agent files that tests play, probe and extend; of our own writing.

/** Front matter with a folded description, text above the first heading, rules, a fence, tokens and links, two levels of headings. */
export const reviewer = `---
name: Review Guard
description: >
  Reviews changes before
  they are merged.
tools: ['search', 'edit']
---

You review changes with #tool:search and follow [the guide](./guide.md).

# Rules

- **Never** approve a change without reading \`every\` file of it.
- Always name the file and the line.
- A review has a summary and a list.

\`\`\`md
- Never a rule: this is a fence with {{name}}
\`\`\`

## Tone

Be kind to {{author}}. Say what is good first.
`;

/** A skill: its name and description are told to the model before its text. */
export const skill = `---
name: release-notes
description: "Writes the \\"release notes\\" of a version."
---
# Release notes

1. Collect what was merged.
2. You must not invent changes.
`;
