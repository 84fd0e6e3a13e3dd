/** Loads the pages and the keys; asked for more than once they are loaded once. */
export const loadWorkplace = () => import('../workplace.tsx');
