/** The browser's storage key of the staff session. */
export const STORAGE_KEY = 'e-mediation-staff';
