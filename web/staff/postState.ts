import type { PostRecord } from '../data/records';

/** Where a post stands today: not begun, held, over. */
export function postState(post: Pick<PostRecord, 'valid_from' | 'valid_to'>, today: string) {
  if (post.valid_to !== null && post.valid_to < today) return 'over';
  return post.valid_from > today ? 'ahead' : 'held';
}
