/** Window event during a proof of work; its detail is the share done, null at the end. */
export const PROOF_EVENT = 'e-mediation:proof';
