/** The parties' side of a case, for staff. */
export default {
  question_waits: 'A party asked and waits for an answer.',
};
