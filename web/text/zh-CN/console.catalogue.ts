import account from './console.account';
import audit from './console.audit';
import cases from './console.case';
import shell from './console';
import evidence from './console.evidence';
import source from './console.source';
import intake from './console.intake';
import life from './console.life';
import organisation from './console.organisation';
import parties from './console.parties';
import privacy from './console.privacy';
import publicity from './console.publicity';
import rules from './console.rules';
import said from './console.said';
import staff from './console.staff';
import supervision from './console.supervision';
import ra from './console.ra';
import region from './console.region';
import desk from './desk';
import dispatch from './dispatch';
import domain from './domain';
import partiesDomain from './domain.parties';
import hotspot from './hotspot';
import map from './map';
import place from './place';

/** Everything the console says, in Chinese. */
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
