/** The URL of the register with these filters. */
export const registerOf = (filter: object) =>
  `/supervision?filter=${encodeURIComponent(JSON.stringify(filter))}&page=1`;

/** The URL of an order's page. */
export const orderPage = (id: string) => `/supervision/${id}`;
