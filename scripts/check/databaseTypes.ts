import { readTypes, TYPES, typesText } from '../db/types';
import type { Gate } from './gate';

/** Checks that the committed types match the database that the migrations build. */
export const databaseTypes: Gate = {
  name: 'database types',
  run: async ({ root, databases }) => {
    const [is, should] = [await readTypes(root), await typesText(root, (await databases()).migrated)];
    if (is === should) return { problems: [] };
    const [old, fresh] = [is.split('\n'), should.split('\n')];
    const line = fresh.findIndex((text, index) => text !== old[index]);
    return { problems: [`${TYPES}:${line + 1}: not the database's types any more: npm run db -- types`] };
  },
};
