import { at, type Actors, closing, type VerbResult } from './case';
import type { People } from './people';
import type { Situation } from './rights/rightsModel';

/** Brings a case from its stage into a situation, by verbs of the people entitled to them. */
export async function bring(
  people: People,
  actors: Actors,
  row: VerbResult,
  situation: Situation,
): Promise<VerbResult> {
  const { desk, mediator } = actors;
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const steps: Record<Situation, () => Promise<VerbResult[]>> = {
    needs_info: () => desk.call('request_info', { ...at(row), items: ['身份证明'] }),
    suspended: () =>
      mediator.call('suspend_case', { ...at(row), suspend_reason: 'appraisal', until_on: inAMonth }),
    extension: () =>
      mediator.call('request_extension', {
        ...at(row),
        days: 10,
        reason: '等待房屋鉴定结论。',
        parties_agree: true,
      }),
    risky: () =>
      desk.call('report_risk', { ...at(row), risk_kind: 'violence', description: '一方扬言动手。' }),
    joint: () =>
      desk.call('add_co_handler', {
        ...at(row),
        organisation_id: actors.otherId,
        task: '协助核对房屋权属。',
      }),
    ordered: async () =>
      (await people.as('city.leader')).call('issue_order', { ...at(row), demand: '请三日内反馈办理情况。' }),
    not_settled: () =>
      mediator.call('conclude_case', {
        ...at(row),
        outcome: 'not_settled',
        terms: '双方对赔偿金额分歧过大。',
      }),
    closed: () => desk.call('close_case', { ...at(row), ...closing }),
  };
  return (await steps[situation]())[0]!;
}
