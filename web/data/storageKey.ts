/** Where the browser keeps the staff session. */
export const STORAGE_KEY = 'e-mediation-staff';
