/** The register with these filters. */
export const registerOf = (filter: object) =>
  `/supervision?filter=${encodeURIComponent(JSON.stringify(filter))}&page=1`;

/** The page of an order. */
export const orderPage = (id: string) => `/supervision/${id}`;
