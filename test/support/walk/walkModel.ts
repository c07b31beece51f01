import { DESK_MOVES } from './walkDeskMoves';
import { LEAD_MOVES } from './walkLeadMoves';

export { ACTORS_OF_WALK, allowed, type Move, start, type State, type Walker } from './walkState';

export const MOVES = [...DESK_MOVES, ...LEAD_MOVES];
