import { filingForm, answerLost, type FilingForm } from '../data/portal/public';
import { toApiError } from '../data/core/errors';
import { deviceStore } from './deviceStore';

const kept = deviceStore<FilingForm>('form');

/**
 * Dispute types and counties; without a network those of the last visit, so that an application can still be
 * written. Throws ApiError.
 */
export async function filingFormOrKept(signal?: AbortSignal): Promise<FilingForm> {
  try {
    const form = await filingForm(signal);
    kept.write(form);
    return form;
  } catch (failure) {
    const old = kept.read();
    // A form stored by an earlier release has no consent text, so nobody could agree.
    if (old?.consent && answerLost(toApiError(failure))) return old;
    throw failure;
  }
}
