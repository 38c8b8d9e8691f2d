// Focus that comes back. A list of VS Code takes the focus out of the panel, and what had it is blurred; closed, the list gives it to
// the page alone. In: the window. Out: the element that had it has it again, where it is still there and nothing else took it.

/** Watches for as long as the page lives. */
export function keepFocus(page: Window): void {
  const { document } = page;
  let left: HTMLElement | undefined;
  let pressing = false;
  const forget = () => {
    left = undefined;
  };
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    left = relatedTarget === null && !pressing && target instanceof HTMLElement ? target : undefined;
  });
  document.addEventListener('focusin', forget);
  // Whoever presses on nothing wants nothing to have it: it is taken between the press and its end.
  const press = ({ type }: Event) => {
    pressing = type === 'pointerdown';
    if (pressing) forget();
  };
  for (const type of ['pointerdown', 'pointerup', 'pointercancel', 'keydown']) {
    document.addEventListener(type, press, { capture: true });
  }
  page.addEventListener('focus', () => {
    const back = left;
    left = undefined;
    if (back?.isConnected && document.activeElement === document.body) back.focus({ preventScroll: true });
  });
}
