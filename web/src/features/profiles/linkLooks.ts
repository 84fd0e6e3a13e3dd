const LINK = 'inline-flex min-h-10 items-center gap-2 rounded-md px-4 font-semibold';

/** Links that look like the buttons beside them. */
export const PRIMARY_LINK = `${LINK} bg-accent text-on-accent hover:bg-accent-hover`;
export const SECONDARY_LINK = `${LINK} border border-line-strong bg-surface text-text hover:bg-hover`;
