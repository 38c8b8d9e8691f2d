// A plot of columns as SVG: upward from a line, and downward from it for what is counted the other way. In: heights. Out: a picture with
// one sentence that says what it shows. Columns lead to their lines by mouse; the table beside it does by keyboard.
import { svg } from 'lit-html';

export interface Bar {
  readonly up: number;
  readonly down: number;
  /** What pointing at it says. */
  readonly title: string;
  readonly run: () => void;
}

export interface Chart {
  /** Says to those who do not see it what it shows. */
  readonly name: string;
  readonly bars: readonly Bar[];
  /** Highest column, at least 1. */
  readonly most: { readonly up: number; readonly down: number };
}

const width = 10;
const gap = 2;
const height = 60;
/** Fewer are not drawn wider. */
const leastColumns = 20;
/** So that a column of nothing but a little is seen. */
const least = 2;

/** The picture. It takes the width it is given; heights keep their measure. */
export function chart({ name, bars, most }: Chart) {
  const downward = most.down > 0 ? Math.max(14, (height * most.down) / (most.up + most.down || 1)) : 0;
  const upward = height - downward;
  const tall = (value: number, of: number, room: number) => (value <= 0 ? 0 : Math.max(least, (value / of) * room));
  const all = Math.max(bars.length, leastColumns) * width;
  return svg`<svg class="chart" role="img" aria-label=${name} viewBox="0 0 ${all} ${height + 1}" preserveAspectRatio="none">
    ${bars.map(({ up, down, title, run }, at) => {
      const above = tall(up, most.up || 1, upward);
      const below = tall(down, most.down || 1, downward);
      return svg`<g class="column" @click=${run}>
        <title>${title}</title>
        <rect class="column-hit" x=${at * width} y="0" width=${width} height=${height + 1}></rect>
        ${above > 0 ? svg`<rect class="column-up" x=${at * width + gap / 2} y=${upward - above} width=${width - gap} height=${above}></rect>` : null}
        ${below > 0 ? svg`<rect class="column-down" x=${at * width + gap / 2} y=${upward + 1} width=${width - gap} height=${below}></rect>` : null}
      </g>`;
    })}
    <line class="base" x1="0" x2=${all} y1=${upward + 0.5} y2=${upward + 0.5}></line>
  </svg>`;
}
