import account from './console.account.en';
import audit from './console.audit.en';
import cases from './console.case.en';
import shell from './console.en';
import evidence from './console.evidence.en';
import source from './console.source.en';
import intake from './console.intake.en';
import life from './console.life.en';
import organisation from './console.organisation.en';
import parties from './console.parties.en';
import privacy from './console.privacy.en';
import publicity from './console.publicity.en';
import rules from './console.rules.en';
import said from './console.said.en';
import staff from './console.staff.en';
import supervision from './console.supervision.en';
import ra from './console.ra.en';
import region from './console.region.en';
import desk from './desk.en';
import dispatch from './dispatch.en';
import domain from './domain.en';
import partiesDomain from './domain.parties.en';
import hotspot from './hotspot.en';
import map from './map.en';
import place from './place.en';

/** Everything the console says, in English. */
export default {
  ...domain,
  verb: { ...domain.verb, ...partiesDomain.verb },
  stage: { ...domain.stage, ...partiesDomain.stage },
  field: { ...partiesDomain.field, ...domain.field },
  error: { ...domain.error, ...partiesDomain.error },
  console: {
    ...shell,
    ...cases,
    ...account,
    staff,
    organisation,
    audit,
    evidence,
    intake,
    source,
    region,
    life: { ...life, ...said },
    parties,
    privacy,
    rules,
    publicity,
    supervision,
  },
  desk,
  dispatch,
  hotspot,
  map,
  place,
  ra,
};
