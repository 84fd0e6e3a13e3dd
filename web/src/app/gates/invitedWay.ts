/** What the mail with an invitation links to. */
const INVITED = /^\/enrol\/?$/;

/** Whether the page was opened by the link of an invitation. */
export const isInvitedHere = () => INVITED.test(location.pathname);

/** Loads the way in for somebody who was invited. */
export const loadInvitedWayIn = () => import('#web/features/enrol/InvitedSignedOut.tsx');
