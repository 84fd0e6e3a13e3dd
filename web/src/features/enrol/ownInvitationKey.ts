/** The query of one's own invitation. */
export const OWN_INVITATION_KEY = ['ownInvitation'] as const;
