/** Event of the window while a proof is worked on; its detail is the share done, null at the end. */
export const PROOF_EVENT = 'e-mediation:proof';
