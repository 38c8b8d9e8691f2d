// How well answers hold a role, out of judges' samples: is it them, do they know, do they decline what they cannot know. In: samples of each turn,
// with what could not be read left as undefined. Out: figures. Pure. After WikiRoleEval of Ditto (Lu et al., 2024), but a vote that nobody could
// read is no verdict and no exception.

export interface JudgedTurn {
  /** Whether the judge picked the right one of the candidates. What cannot be read counts as not picked. */
  readonly identity: readonly (boolean | undefined)[];
  /** 1..10. */
  readonly knowledge: readonly (number | undefined)[];
  /** Whether the answer declines. */
  readonly rejects: readonly (boolean | undefined)[];
  /** Whether it should. */
  readonly shouldReject: boolean;
}

export interface TurnFigures {
  readonly identity: number;
  /** Undefined: no sample could be read. */
  readonly knowledge: number | undefined;
  /** By the majority of what could be read; undefined: nothing could, or as many said one as the other. */
  readonly rejects: boolean | undefined;
}

export interface RoleFigures {
  readonly turns: readonly TurnFigures[];
  /** 0..1, the mean over turns. */
  readonly identity: number | undefined;
  /** 1..10, the mean over turns that have one. */
  readonly knowledge: number | undefined;
  /** 0..1: the share of verdicts that are as they should be. */
  readonly rejection: number | undefined;
  /** Turns without a verdict on declining. */
  readonly noVerdict: number;
  readonly samples: number;
  readonly unreadable: number;
}

export function roleFigures(turns: readonly JudgedTurn[]): RoleFigures {
  const each = turns.map(figuresOf);
  const agreed = turns.flatMap(({ shouldReject }, index) => {
    const rejects = each[index]?.rejects;
    return rejects === undefined ? [] : [rejects === shouldReject ? 1 : 0];
  });
  const samples = turns.flatMap(({ identity, knowledge, rejects }) => [...identity, ...knowledge, ...rejects]);
  return {
    turns: each,
    identity: mean(each.map(({ identity }) => identity)),
    knowledge: mean(each.flatMap(({ knowledge }) => knowledge ?? [])),
    rejection: mean(agreed),
    noVerdict: each.filter(({ rejects }) => rejects === undefined).length,
    samples: samples.length,
    unreadable: samples.filter((one) => one === undefined).length,
  };
}

function figuresOf({ identity, knowledge, rejects }: JudgedTurn): TurnFigures {
  const yes = rejects.filter((one) => one === true).length;
  const no = rejects.filter((one) => one === false).length;
  return {
    identity: mean(identity.map((one) => (one ? 1 : 0))) ?? 0,
    knowledge: mean(knowledge.flatMap((one) => one ?? [])),
    rejects: yes === no ? undefined : yes > no,
  };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0) / values.length;
}
