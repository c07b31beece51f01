/** Dispatching on the map, many cases at once, and taking it back, in Chinese. */
export default {
  undo: {
    lead: '案件将回到“待分派”，承办组织不再看到此案，分派时限照原来的时间继续计算。',
  },
};
