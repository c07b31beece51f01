import account from './console.account.zh-CN';
import audit from './console.audit.zh-CN';
import cases from './console.case.zh-CN';
import shell from './console.zh-CN';
import evidence from './console.evidence.zh-CN';
import source from './console.source.zh-CN';
import intake from './console.intake.zh-CN';
import life from './console.life.zh-CN';
import organisation from './console.organisation.zh-CN';
import parties from './console.parties.zh-CN';
import privacy from './console.privacy.zh-CN';
import publicity from './console.publicity.zh-CN';
import rules from './console.rules.zh-CN';
import said from './console.said.zh-CN';
import staff from './console.staff.zh-CN';
import supervision from './console.supervision.zh-CN';
import ra from './console.ra.zh-CN';
import region from './console.region.zh-CN';
import desk from './desk.zh-CN';
import dispatch from './dispatch.zh-CN';
import domain from './domain.zh-CN';
import partiesDomain from './domain.parties.zh-CN';
import hotspot from './hotspot.zh-CN';
import map from './map.zh-CN';
import place from './place.zh-CN';

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
