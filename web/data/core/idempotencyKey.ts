import { newRequestId } from './requestId';

/**
 * Keeps one request id for one payload: the same payload sent again, after a lost answer or by a second
 * click, is carried out once; a changed payload gets a new id.
 */
export class IdempotencyKey {
  constructor(
    private payload = '',
    private id = '',
  ) {}

  /** What a draft stores over a reload, to be given to the constructor again. */
  get kept(): [payload: string, id: string] {
    return [this.payload, this.id];
  }

  requestId(args: object): string {
    const payload = JSON.stringify(args);
    if (payload !== this.payload) {
      this.payload = payload;
      this.id = newRequestId();
    }
    return this.id;
  }
}
