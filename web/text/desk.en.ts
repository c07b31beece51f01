/** Dispatching on the map, many cases at once, and taking it back, in English. */
export default {
  undo: {
    lead: 'The case goes back to the cases to be dispatched, the organisation no longer sees it, and the clock for dispatching goes on as if it had never stopped.',
  },
};
