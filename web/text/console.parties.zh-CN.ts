/** The parties' side of a case, for staff. */
export default {
  question_waits: '当事人提问，等候答复。',
};
