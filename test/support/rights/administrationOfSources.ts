import { type Actor, CENTRE } from './actors';
import { type Attempt, id, type Objects, type Office, works } from './administrationRules';
import type { Answer } from './rightsModel';

const forRunners =
  (allowed: (actor: Actor) => boolean, hidden: Answer) =>
  (actor: Actor): Answer => {
    if (actor.account === 'anon') return 'denied';
    if (!['dispatcher', 'administrator'].includes(actor.role ?? '')) return '42501 refused';
    return allowed(actor) ? 'ok' : hidden;
  };
const covers = (actor: Actor, code: string) => actor.kind === CENTRE && code.startsWith(actor.region);

/** Calls that make, retire and restore the codes of posters. */
export function ofSources({ offices, sources }: Objects): Attempt[] {
  const versioned = ({ id: source_id, version }: Office) => ({
    source_id,
    expected_version: version,
    ...id(),
  });
  return [
    ...offices.flatMap((office): Attempt[] => [
      {
        name: 'create_source',
        target: office.region,
        args: () => ({ ...id(), label: '便民服务大厅海报', region_code: office.region }),
        expected: forRunners((actor) => covers(actor, office.region), '42501 outside_scope'),
      },
      {
        name: 'create_source',
        target: `an organisation of ${office.region}`,
        args: () => ({ ...id(), label: '调解室门口', organisation_id: office.id }),
        expected: forRunners(
          (actor) => covers(actor, office.region) || works(actor, office),
          '42501 outside_scope',
        ),
      },
    ]),
    ...(['retire_source', 'restore_source'] as const).map((name): Attempt => {
      const source = name === 'retire_source' ? sources.used : sources.retired;
      return {
        name,
        target: source.region,
        args: () => versioned(source),
        expected: forRunners((actor) => covers(actor, source.region), 'PT404 source_not_found'),
      };
    }),
  ];
}
