// Work behind what waits already: at once in Node, in the next task of a browser.

export const soon: (work: () => void) => unknown =
  typeof setImmediate === 'function' ? setImmediate : (work) => setTimeout(work, 0);
