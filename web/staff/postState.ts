import type { PostRecord } from '../data/console/staff';

/** The state of a post on a day: not begun, held, ended. */
export function postState(post: Pick<PostRecord, 'valid_from' | 'valid_to'>, today: string) {
  if (post.valid_to !== null && post.valid_to < today) return 'over';
  return post.valid_from > today ? 'ahead' : 'held';
}
