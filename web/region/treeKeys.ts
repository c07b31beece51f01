/** The visible rows of a tree, in order. */
const rowsOf = (tree: HTMLElement) => [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];

/** The effect of a key besides moving the focus. */
export interface TreeWish {
  code: string;
  wish: 'open' | 'close' | 'choose';
}

/** Moves the focus by arrow keys, or returns another effect of the key; null when the key has none. */
export function treeKey(tree: HTMLElement, row: HTMLElement, key: string): TreeWish | 'moved' | null {
  const rows = rowsOf(tree);
  const at = rows.indexOf(row);
  const code = row.dataset.code ?? '';
  const expanded = row.getAttribute('aria-expanded');
  const level = (one: HTMLElement | undefined) => Number(one?.getAttribute('aria-level') ?? 0);
  const focus = (target: HTMLElement | null | undefined): 'moved' => {
    target?.focus();
    return 'moved';
  };
  switch (key) {
    case 'ArrowDown':
      return focus(rows[at + 1]);
    case 'ArrowUp':
      return focus(rows[at - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (expanded === 'false') return { code, wish: 'open' };
      return focus(level(rows[at + 1]) > level(row) ? rows[at + 1] : null);
    case 'ArrowLeft':
      if (expanded === 'true') return { code, wish: 'close' };
      return focus(rows.findLast((one, index) => index < at && level(one) < level(row)));
    case 'Enter':
    case ' ':
      return { code, wish: 'choose' };
    default:
      return null;
  }
}
