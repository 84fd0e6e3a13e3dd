/** What there is a guide to. */
export type HelpTopic = 'enrol' | 'station';
