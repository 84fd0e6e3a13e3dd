/** How buttons look, and links that stand beside them. */
export const BUTTON_LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-text hover:bg-hover',
  danger: 'bg-bad-fill text-on-bad hover:opacity-90',
  quiet: 'text-accent-text hover:bg-hover',
} as const;
